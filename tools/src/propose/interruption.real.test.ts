import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { temporaryFolder } from '@sovereign-fleet/renderer/temporary-folder';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { begin, cloneFleet, compileFleet, makeFleetOfTwo, run, runsIn, statesIn } from './commands';

let root: string;
let github: Github;

const fleet = (pullsPerMinute: number) => `import { defineFleet } from '@sovereign-fleet/nx';
import example from '../kits/example/kit';

export default defineFleet({
  kits: [example],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
  pullRequests: { limits: { pullsPerMinute: ${pullsPerMinute} } },
});
`;

beforeAll(() => {
  root = makeFleetOfTwo();
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

beforeEach(async () => {
  ({ github } = await start({ owner: 'platform' }));
});

afterEach(stopAll);

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 1500) throw new Error('it did not come to that within 30 seconds');
    await setTimeout(20);
  }
}

test.each([
  { signal: 'SIGINT', code: 130 },
  { signal: 'SIGTERM', code: 143 },
] as const)(
  '$signal while a run waits its turn: it says what was done, ends with $code, and the next goes on',
  async ({ signal, code }) => {
    writeFiles(root, { 'sovereigns/fleet.ts': fleet(1) });
    const { child, texts, ended } = begin({ root, github }, []);
    await until(() => texts.stderr.includes('waits until'));
    child.kill(signal);
    const cut = await ended;
    expect([cut.status, statesIn(cut)]).toEqual([code, ['acme created', 'globex deferred']]);
    expect(cut.stderr.split('\n').slice(-5)).toEqual([
      expect.stringMatching(/^waits until \d\d:\d\d:\d\d: no more than 1 new pull requests a minute, 1 more to open$/),
      'Finishes what it is at, and puts the rest off. Once more ends it at once.',
      expect.stringMatching(
        /^https:\/\/git\.example\.com\/platform\/fleet: 1 created, 1 deferred; \d+ requests to 127\.0\.0\.1:\d+\.$/,
      ),
      'Stopped early: the run was interrupted.',
      '',
    ]);
    expect(runsIn(cut.stdout)).toMatchObject([
      { summary: { states: { created: 1, deferred: 1 }, stopped: 'the run was interrupted' } },
    ]);
    writeFiles(root, { 'sovereigns/fleet.ts': fleet(30) });
    expect(statesIn(await run({ root, github }, []))).toEqual(['acme open-current', 'globex created']);
  },
);

test('a signal between the writes of a Sovereign leaves none of it half done', async () => {
  writeFiles(root, { 'sovereigns/fleet.ts': fleet(30) });
  const { child, ended } = begin({ root, github }, []);
  await until(() => github.counts()['POST /repos/{owner}/{repo}/git/trees'] !== undefined);
  child.kill('SIGINT');
  const cut = await ended;
  expect([cut.status, statesIn(cut)]).toEqual([130, ['acme created', 'globex deferred']]);
  expect(Object.keys(github.refs())).toEqual(['refs/heads/fleet/acme', 'refs/heads/main']);
  expect(github.pulls()).toHaveLength(1);
  const acme = Object.entries(compileFleet(root)).filter(([path]) => path.startsWith('clusters/acme.example.com/'));
  expect(cloneFleet(github, 'fleet/acme')).toEqual(Object.fromEntries(acme));
});

test('a run whose terminal is closed finishes what it is at; the next one removes what a killed run left', async () => {
  writeFiles(root, { 'sovereigns/fleet.ts': fleet(1) });
  const { child, texts, ended } = begin({ root, github }, []);
  await until(() => texts.stderr.includes('waits until'));
  child.stderr.destroy();
  child.stdout.destroy();
  child.kill('SIGHUP');
  expect((await ended).status).toBe(129);
  const objects = join(root, 'node_modules/.cache/sovereign-fleet/git-objects');
  const left = temporaryFolder('commit.json.', join(objects, readdirSync(objects)[0] ?? ''));
  const killed = left.path.replace(/\.\d+-/, `.${2 ** 22 + 1}-`); // above what Linux numbers
  renameSync(left.path, killed);
  writeFiles(root, { 'sovereigns/fleet.ts': fleet(30) });
  expect(statesIn(await run({ root, github }, []))).toEqual(['acme open-current', 'globex created']);
  expect(existsSync(killed)).toBe(false);
  left.remove();
});

test('a second signal ends a run that gets no answer, at once', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`; // a server on TCP
  const asked = once(silent, 'request');
  try {
    const { child, ended } = begin({ root, github: { url, token: 'test' } }, []);
    await asked;
    child.kill('SIGINT');
    await setTimeout(200);
    child.kill('SIGINT'); // npm's, of the same key
    await setTimeout(1200);
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    expect((await ended).status).toBe(130);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});
