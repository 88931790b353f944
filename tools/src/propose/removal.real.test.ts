import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { globexSource, removeTree, statesIn } from './commands';
import { workspaceForEach } from './proposer';

const workspace = workspaceForEach();
let github: Github;

beforeEach(async () => {
  ({ github } = await start({ owner: 'platform' }));
});

afterEach(stopAll);

const propose = (...args: readonly string[]) => workspace.proposer.run(github, args);

test('a Sovereign without a spec is told of, and goes when that is asked for', async () => {
  await propose();
  github.merge(1);
  await propose();
  writeFiles(workspace.root, { 'sovereigns/globex/sovereign.ts': globexSource });
  rmSync(join(workspace.root, 'sovereigns/acme'), { recursive: true });
  removeTree(workspace.root, 'acme.example.com');
  const told = await propose();
  expect([told.status, statesIn(told)]).toEqual([0, ['globex created']]);
  expect(told.stderr).toContain(
    'clusters/acme.example.com is of no Sovereign here: --allow-removal proposes that it goes.\n',
  );
  const lost = await propose('initech.example.com', '--allow-removal');
  expect([lost.status, statesIn(lost)]).toEqual([1, ['initech.example.com failed']]);
  expect(lost.stderr).toContain(
    'initech.example.com: failed: neither clusters/initech.example.com nor a branch of it is in the fleet ' +
      'repository. Without a spec are there: acme.example.com.\n',
  );
  const removed = await propose('acme.example.com', '--allow-removal');
  expect([removed.status, statesIn(removed)]).toEqual([
    0,
    [expect.stringMatching(/^acme-example-com-[0-9a-f]{8} created$/)],
  ]);
  expect(github.pulls()[2]?.body).not.toContain('npx nx run');
  const again = await propose('--allow-removal');
  expect(statesIn(again)).toEqual([
    'globex open-current',
    expect.stringMatching(/^acme-example-com-[0-9a-f]{8} open-current$/),
  ]);
  expect(again.stderr).not.toContain('--allow-removal');
  github.merge(3);
  expect([...github.files('main').keys()]).toEqual(['README.md']);
});

test('a pull request whose Sovereign went unmerged is closed with the reason', async () => {
  await propose();
  writeFiles(workspace.root, { 'sovereigns/globex/sovereign.ts': globexSource });
  rmSync(join(workspace.root, 'sovereigns/acme'), { recursive: true });
  removeTree(workspace.root, 'acme.example.com');
  const gone = await propose();
  expect([gone.status, statesIn(gone)]).toEqual([0, ['globex created', 'acme closed-obsolete']]);
  expect(gone.stderr).toMatch(/^acme: closed-obsolete \S+: acme has no spec any more and was never merged$/m);
  const [pull] = github.pulls();
  expect([pull?.state, pull?.body]).toEqual([
    'closed',
    expect.stringContaining('Closed by sovereign-fleet: `acme` has no spec any more and was never merged.'),
  ]);
  expect(Object.keys(github.refs())).toEqual(['refs/heads/fleet/globex', 'refs/heads/main']);
});
