import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compileWorkspace, writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { cloneFleet, compileFleet, globexSource, makeFleet, runsIn, statesIn } from './commands';
import { type Proposer, startProposer } from './proposer';

const fleet = `import { defineFleet } from '@sovereign-fleet/nx';
import example from '../kits/example/kit';

export default defineFleet({
  kits: [example],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
  shards: { second: { url: 'https://git.example.com/platform/second', branch: 'main' } },
});
`;

let root: string;
let proposer: Proposer;
let first: Github;
let second: Github;
let front: Server;
let url: string;
const down = new Set<string>();

beforeAll(async () => {
  root = makeFleet();
  proposer = await startProposer(root);
  const globex = globexSource.replace("'prod',", "'prod',\n  shard: 'second',");
  writeFiles(root, { 'sovereigns/fleet.ts': fleet, 'sovereigns/globex/sovereign.ts': globex });
  compileWorkspace(root);
});

afterAll(async () => {
  await proposer.stop();
  rmSync(root, { recursive: true });
});

beforeEach(async () => {
  down.clear();
  ({ github: first } = await start({ owner: 'platform', repo: 'fleet', token: 'one-token' }));
  ({ github: second } = await start({ owner: 'platform', repo: 'second', token: 'one-token' }));
  front = createServer(handOn({ fleet: first, second })).listen(0, '127.0.0.1');
  await once(front, 'listening');
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`; // a server on TCP
});

afterEach(async () => {
  front.closeAllConnections();
  front.close();
  await stopAll();
});

/** One address for both, as github.com is one: by the repository in the path. */
function handOn(servers: Readonly<Record<string, Github>>): Parameters<typeof createServer>[1] {
  return (asked, answer) => {
    const name = /^\/repos\/platform\/([a-z]+)/.exec(asked.url ?? '')?.[1] ?? '';
    const server = servers[name];
    if (server === undefined || down.has(name)) {
      answer.destroy();
      return;
    }
    const { method = 'GET', headers } = asked;
    const there = request(`${server.url}${asked.url ?? ''}`, { method, headers }, (response) => {
      response.pipe(answer.writeHead(response.statusCode ?? 500, response.headers));
    });
    asked.pipe(there);
  };
}

const propose = (...args: readonly string[]) => proposer.run({ url, token: 'one-token' }, args);

const filesOf = (fqdn: string) =>
  Object.fromEntries(Object.entries(compileFleet(root)).filter(([path]) => path.startsWith(`clusters/${fqdn}/`)));

test('each Sovereign is proposed to its own repository, merged there, and cleaned', async () => {
  const proposed = await propose();
  expect([proposed.status, statesIn(proposed)]).toEqual([0, ['acme created', 'globex created']]);
  expect(runsIn(proposed.stdout)).toMatchObject([
    { repository: 'https://git.example.com/platform/fleet', summary: { states: { created: 1 } } },
    { repository: 'https://git.example.com/platform/second', summary: { states: { created: 1 } } },
  ]);
  expect(cloneFleet(first, 'fleet/acme')).toEqual(filesOf('acme.example.com'));
  expect(cloneFleet(second, 'fleet/globex')).toEqual(filesOf('globex.example.com'));
  first.merge(1);
  second.merge(1);
  const cleaned = await propose();
  expect([cleaned.status, statesIn(cleaned)]).toEqual([0, ['acme cleaned', 'globex cleaned']]);
  expect([first, second].map((github) => Object.keys(github.refs()))).toEqual([
    ['refs/heads/main'],
    ['refs/heads/main'],
  ]);
});

test('where one repository gives no answer, the other is proposed to, and the run has failed', async () => {
  down.add('fleet');
  const proposed = await propose();
  expect([proposed.status, statesIn(proposed)]).toEqual([1, ['acme failed', 'globex created']]);
  expect(proposed.stderr).toContain(
    `\nNothing was done: list the open pull requests: ${new URL(url).host} gave no answer (`,
  );
  expect(runsIn(proposed.stdout)).toMatchObject([
    { summary: { states: { failed: 1 } } },
    { summary: { states: { created: 1 } } },
  ]);
  down.clear();
  const again = await propose();
  expect([again.status, statesIn(again)]).toEqual([0, ['acme created', 'globex open-current']]);
});

test('of several repositories the worst decides: failed, held by a person, left to do, done', async () => {
  expect([(await propose('--dry-run')).status, (await propose()).status]).toEqual([2, 0]);
  second.commit({ branch: 'fleet/globex', files: { 'clusters/globex.example.com/hand.yaml': 'mine' } });
  first.merge(1);
  const held = await propose('--strict', '--dry-run');
  expect([held.status, statesIn(held)]).toEqual([3, ['acme cleaned', 'globex held']]);
  expect((await propose('--dry-run')).status).toBe(2);
  down.add('fleet');
  expect((await propose('--strict')).status).toBe(1);
});
