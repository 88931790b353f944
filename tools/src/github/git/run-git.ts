import { spawnSync } from 'node:child_process';

interface Ran {
  readonly status: number;
  readonly output: Buffer;
  readonly errors: string;
}

/** The settings of whoever runs the tests (hooks, signing, aliases) must not change what Git does here. */
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Runs Git and waits, so that a request of the server is one step that no other comes between. */
export function tryGit(folder: string, args: readonly string[], input?: string | Buffer): Ran {
  const { GIT_DIR: _outer, GIT_INDEX_FILE: _index, GIT_WORK_TREE: _tree, ...env } = environment as NodeJS.ProcessEnv;
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: folder, env, input, maxBuffer: 1 << 30 });
  if (error !== undefined) throw new Error(`git could not be run: is it installed?`, { cause: error });
  return { status: status ?? 1, output: stdout, errors: stderr.toString() };
}

export function runGit(folder: string, args: readonly string[], input?: string | Buffer): string {
  const { status, output, errors } = tryGit(folder, args, input);
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed in ${folder}:\n${errors}${output.toString()}`);
  return output.toString();
}
