// For tests: runs `sovereign-fleet propose` many times in one process: to load it takes most of the time of a run.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Github } from '@sovereign-fleet/github';
import { type Ended, makeFleet } from './commands';

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

export interface ProposerWorkspace {
  /** The same folder for all tests of a file. */
  readonly root: string;
  readonly proposer: Proposer;
}

/** One fleet and one process for all tests of a file: both are there from the first on, and each finds what it was. */
export function workspaceForEach(make = makeFleet): ProposerWorkspace {
  const fleet = { root: '', proposer: undefined as Proposer | undefined };
  const saved = mkdtempSync(join(tmpdir(), 'sovereign-fleet-saved-'));
  const changing = () => readdirSync(fleet.root).filter((name) => !code.has(name));

  beforeAll(async () => {
    fleet.root = make();
    for (const name of changing()) cpSync(join(fleet.root, name), join(saved, name), { recursive: true });
    fleet.proposer = await startProposer(fleet.root);
  });

  afterEach(() => {
    for (const name of [...changing(), 'node_modules/.cache', '.nx']) {
      rmSync(join(fleet.root, name), { recursive: true, force: true });
    }
    cpSync(saved, fleet.root, { recursive: true });
  });

  afterAll(async () => {
    await fleet.proposer?.stop();
    for (const folder of [fleet.root, saved]) rmSync(folder, { recursive: true });
  });

  return {
    get root() {
      return fleet.root;
    },
    get proposer() {
      if (fleet.proposer === undefined) throw new Error('It is there once a test runs.');
      return fleet.proposer;
    },
  };
}

/** What no test changes. */
const code = new Set(['node_modules', 'packages', 'generators', 'tools']);
