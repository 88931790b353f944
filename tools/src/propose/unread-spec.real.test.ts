import { rmSync } from 'node:fs';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { compileFleet, globexSource, makeFleetOfTwo, statesIn } from './commands';
import { type Proposer, startProposer } from './proposer';

let root: string;
let github: Github;
let proposer: Proposer;

beforeAll(async () => {
  root = makeFleetOfTwo();
  proposer = await startProposer(root);
  ({ github } = await start({ owner: 'platform', files: new Map(Object.entries(compileFleet(root))) }));
});

afterAll(async () => {
  await proposer.stop();
  rmSync(root, { recursive: true });
  await stopAll();
});

test('propose goes on beside a spec of which half is there, and proposes no removal of its tree', async () => {
  writeFiles(root, { 'sovereigns/globex/sovereign.ts': globexSource.slice(0, globexSource.length / 2) });
  const whole = await proposer.run(github, ['--allow-removal']);
  expect([whole.status, statesIn(whole)]).toEqual([1, ['globex failed', 'acme unchanged']]);
  expect(whole.stderr).toContain('globex: failed: sovereigns/globex/sovereign.ts: error is ');
  expect(whole.stderr).not.toContain('is of no Sovereign here');
  const named = await proposer.run(github, ['globex.example.com', 'acme', '--allow-removal']);
  expect([named.status, statesIn(named)]).toEqual([1, ['globex.example.com failed', 'acme unchanged']]);
  expect((await proposer.run(github, ['acme'])).status).toBe(0);
  expect([github.pulls(), Object.keys(github.refs())]).toEqual([[], ['refs/heads/main']]);
});
