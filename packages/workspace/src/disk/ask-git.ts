import { spawnSync } from 'node:child_process';

export interface GitQuestion {
  /** The workspace. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
}

/**
 * What git answers in a workspace, or undefined where there is no answer. Git is led to no other repository, gets no
 * credentials of ours, starts no program, and writes nothing.
 */
export function askGit(args: readonly string[], { root, environment, input = '' }: GitQuestion): Buffer | undefined {
  const kept = Object.entries(environment).filter(([name]) => !/^(GIT|SOVEREIGN_FLEET_GITHUB)_/.test(name));
  const env = { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0' };
  const options = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', ...args];
  const { status, stdout } = spawnSync('git', options, { cwd: root, env, input, maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}
