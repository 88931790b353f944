import { rmSync } from 'node:fs';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { compileFleet, globexSource, makeFleetOfTwo, run, statesIn } from './commands';

let root: string;
let github: Github;

beforeAll(async () => {
  root = makeFleetOfTwo();
  ({ github } = await start({ owner: 'platform', files: new Map(Object.entries(compileFleet(root))) }));
});

afterAll(async () => {
  rmSync(root, { recursive: true });
  await stopAll();
});

test('propose goes on beside a spec of which half is there, and proposes no removal of its tree', async () => {
  writeFiles(root, { 'sovereigns/globex/sovereign.ts': globexSource.slice(0, globexSource.length / 2) });
  const whole = await run({ root, github }, ['--allow-removal']);
  expect([whole.status, statesIn(whole)]).toEqual([1, ['globex failed', 'acme unchanged']]);
  expect(whole.stderr).toContain('globex: failed: sovereigns/globex/sovereign.ts: error is ');
  expect(whole.stderr).not.toContain('is of no Sovereign here');
  const named = await run({ root, github }, ['globex.example.com', 'acme', '--allow-removal']);
  expect([named.status, statesIn(named)]).toEqual([1, ['globex.example.com failed', 'acme unchanged']]);
  expect((await run({ root, github }, ['acme'])).status).toBe(0);
  expect([github.pulls(), Object.keys(github.refs())]).toEqual([[], ['refs/heads/main']]);
});
