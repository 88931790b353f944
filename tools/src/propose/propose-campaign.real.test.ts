import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileWorkspace, writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { globexSource, makeFleetOfTwo, report, statesIn } from './commands';
import { workspaceForEach } from './proposer';

const workspace = workspaceForEach(makeFleetOfTwo);
let github: Github;

const campaignOf = (more: string): string => `id: first
version: bp-cilium 1.4.0
selector: { names: [globex], environments: [prod] }
waves: [{ name: canary, size: 1 }, { name: all, size: rest }]
soak: 0
${more}
`;

beforeEach(async () => {
  ({ github } = await start({ owner: 'platform' }));
});

afterEach(stopAll);

const propose = () => workspace.proposer.run(github, ['--campaign=campaign.yaml']);

test('by the statuses that clusters write on the merge, each region of its own', async () => {
  writeFiles(workspace.root, { 'campaign.yaml': campaignOf('health: { from: commit-status }') });
  expect(statesIn(await propose())).toEqual(['globex created', 'acme deferred']);
  const merge = github.merge(1);
  await report(github, merge, { context: 'flux/globex.example.com/fsn2', state: 'success' });
  await report(github, merge, { context: 'flux/globex.example.com/fsn1/kit', state: 'pending' });
  const pending = await propose();
  expect(statesIn(pending)).toEqual(['globex cleaned', 'acme deferred']);
  expect(pending.stderr).toContain('waits for wave canary: globex is merged.\n');
  await report(github, merge, { context: 'flux/globex.example.com/fsn1/kit', state: 'success' });
  expect(statesIn(await propose())).toEqual(['globex unchanged', 'acme created']);
  await report(github, merge, { context: 'flux/globex.example.com/fsn1/kit', state: 'failure' });
  const { stderr } = await propose();
  expect(stderr).toContain(
    'The campaign goes no further for now: campaign first stops: of its first wave, globex is failed. Mend ' +
      'that, or end the campaign.\n',
  );
});

test('by a command, which gets the Sovereign and the merge commit, and none of our credentials', async () => {
  writeFiles(workspace.root, {
    'campaign.yaml': campaignOf(
      `health: { from: command, command: [${JSON.stringify(process.execPath)}, health.mjs] }`,
    ),
    'health.mjs': `import { appendFileSync } from 'node:fs';
const mine = Object.keys(process.env).filter((name) => name.startsWith('SOVEREIGN_FLEET_GITHUB_'));
appendFileSync('asked', JSON.stringify([...process.argv.slice(2), ...mine]) + '\\n');
process.exit(2);
`,
  });
  await propose();
  const merge = github.merge(1);
  const unknown = await propose();
  expect(unknown.stderr).toContain('waits for wave canary: globex is merged.\n');
  expect(unknown.stderr).toContain(
    `warning: its health is unknown: ${process.execPath} ended with 2, not with 0 or 1\n`,
  );
  expect(readFileSync(join(workspace.root, 'asked'), 'utf8')).toBe(`${JSON.stringify(['globex', merge])}\n`);
  writeFiles(workspace.root, { 'health.mjs': 'process.exit(0);\n' });
  expect(statesIn(await propose())).toEqual(['globex unchanged', 'acme created']);
});

test('a campaign that may merge does so in the run after it opened, if nobody pushed since', async () => {
  const health = 'globex: { state: healthy, since: 2026-11-01T10:00:00Z }\n';
  writeFiles(workspace.root, {
    'campaign.yaml': campaignOf('mergeBy: auto\nhealth: { from: file, path: health.yaml }'),
    'health.yaml': health,
  });
  expect(statesIn(await propose())).toEqual(['globex created', 'acme deferred']);
  const merging = await propose();
  expect(merging.stderr).toContain('Wave canary: 1 merged.\n');
  expect(github.pulls().map(({ merged }) => merged?.commit)).toEqual([github.refs()['refs/heads/main']]);
  expect(statesIn(await propose())).toEqual(['globex cleaned', 'acme created']);
  github.commit({ branch: 'fleet/acme', files: { 'README.md': 'mine' } });
  const held = await propose();
  expect(statesIn(held)).toEqual(['globex unchanged', 'acme held']);
  expect(github.pulls().map(({ state }) => state)).toEqual(['closed', 'open']);
});

test('a newer campaign goes on with the pull request of the one before, and says whose place it takes', async () => {
  writeFiles(workspace.root, { 'campaign.yaml': campaignOf('') });
  expect(statesIn(await propose())).toEqual(['globex created', 'acme deferred']);
  const overrides = "overrides: { 'bp-cilium': { cilium: { debug: { enabled: true } } } }";
  const changed = globexSource.replace("provider: 'hetzner' }", `provider: 'hetzner', ${overrides} }`);
  writeFiles(workspace.root, {
    'sovereigns/globex/sovereign.ts': changed,
    'campaign.yaml': campaignOf('').replace('id: first', 'id: second'),
  });
  compileWorkspace(workspace.root);
  const second = await propose();
  expect(statesIn(second)).toEqual(['globex updated', 'acme deferred']);
  expect(second.stderr).toMatch(/^globex: updated \S+ \(.*\): campaign second takes the place of first$/m);
  expect(github.pulls().map(({ number, state, title }) => ({ number, state, title }))).toEqual([
    { number: 1, state: 'open', title: 'Add globex for second (globex.example.com)' },
  ]);
  expect(github.pulls()[0]?.body).toContain('Campaign: `second`.');
});
