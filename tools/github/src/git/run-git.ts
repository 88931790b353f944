import { spawnSync } from 'node:child_process';

interface GitResult {
  readonly status: number;
  readonly output: Buffer;
  readonly errors: string;
}

/** The environment without the user's Git settings, and without variables of a Git that started this process. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(others), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };
}

/** Runs Git and waits for it, so that no other request is answered in between. */
export function tryGit(folder: string, args: readonly string[], input?: string | Buffer): GitResult {
  const env = cleanEnvironment();
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: folder, env, input, maxBuffer: 1 << 30 });
  if (error !== undefined) throw new Error('git could not be run: is it installed?', { cause: error });
  return { status: status ?? 1, output: stdout, errors: stderr.toString() };
}

export function runGit(folder: string, args: readonly string[], input?: string | Buffer): string {
  const { status, output, errors } = tryGit(folder, args, input);
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed in ${folder}:\n${errors}${output.toString()}`);
  return output.toString();
}
