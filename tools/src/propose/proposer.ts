// For tests: runs `npm run propose` many times in one process, since to load it takes most of the time of a run.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Github } from '@sovereign-fleet/github';
import type { Ended } from './commands';

export interface Asked {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The file of a clock that moves only when somebody sleeps. */
  readonly clock?: string;
}

export interface Proposer {
  readonly run: (github: Pick<Github, 'url' | 'token'>, args: readonly string[], clock?: string) => Promise<Ended>;
  readonly stop: () => Promise<void>;
}

/** Starts a process of the workspace; this process answers as GitHub meanwhile. */
export async function startProposer(root: string): Promise<Proposer> {
  const script = join(root, 'tools/src/propose/proposer-process.ts');
  const env = { ...process.env, NO_COLOR: '1' };
  const child = fork(script, { cwd: root, env, execArgv: ['--require', '@swc-node/register'] });
  const ended = new AbortController();
  child.once('exit', () => {
    ended.abort();
  });
  const nextMessage = async () => (await once(child, 'message', { signal: ended.signal })) as [Ended];
  await nextMessage();
  return {
    run: async ({ url, token }, args, clock) => {
      const given = { SOVEREIGN_FLEET_GITHUB_API_URL: url, SOVEREIGN_FLEET_GITHUB_TOKEN: token };
      child.send({ args, environment: { ...env, ...given }, ...(clock === undefined ? {} : { clock }) });
      const [result] = await nextMessage();
      return result;
    },
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}
