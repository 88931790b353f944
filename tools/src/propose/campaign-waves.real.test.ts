import { compileWorkspace, writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { globexSource, statesIn } from './commands';
import { workspaceForEach } from './proposer';

const workspace = workspaceForEach();
let github: Github;

beforeEach(async () => {
  ({ github } = await start({ owner: 'platform' }));
});

afterEach(stopAll);

const propose = (...args: readonly string[]) => workspace.proposer.run(github, args);

const campaign = `id: first
version: bp-cilium 1.4.0
selector: { names: [globex], environments: [prod] }
waves: [{ name: canary, size: 1 }, { name: all, size: rest }]
soak: 0
health: { from: file, path: health.yaml }
`;

test('a campaign goes to its next wave when the one before is merged and healthy', async () => {
  writeFiles(workspace.root, { 'sovereigns/globex/sovereign.ts': globexSource, 'campaign.yaml': campaign });
  compileWorkspace(workspace.root);
  const first = await propose('--campaign=campaign.yaml');
  expect([first.status, statesIn(first)]).toEqual([2, ['globex created', 'acme deferred']]);
  expect(first.stderr).toContain('The campaign goes no further for now: waits for wave canary: globex is proposed.\n');

  github.merge(1);
  const merged = await propose('--campaign=campaign.yaml');
  expect(statesIn(merged)).toEqual(['globex cleaned', 'acme deferred']);
  expect(merged.stderr).toContain('waits for wave canary: globex is merged.\n');

  writeFiles(workspace.root, { 'health.yaml': 'globex: { state: healthy, since: 2026-11-01T10:00:00Z }\n' });
  const healthy = await propose('--campaign=campaign.yaml');
  expect([healthy.status, statesIn(healthy)]).toEqual([0, ['globex unchanged', 'acme created']]);
  expect(healthy.stderr).toContain('Wave canary: 1 healthy.\nWave all: 1 proposed.\n');

  writeFiles(workspace.root, { 'health.yaml': 'globex: [' });
  expect((await propose('--campaign=campaign.yaml')).stderr).toContain('warning: its health is unknown: ');

  writeFiles(workspace.root, { 'health.yaml': 'globex: { state: unhealthy, since: 2026-11-01T10:00:00Z }\n' });
  const stopped = await propose('--campaign=campaign.yaml', 'acme');
  expect(stopped.stderr).toBe(
    '1 problem, nothing was written\ncommand line: name is ["acme"]: a campaign says itself which Sovereigns ' +
      'it is about. Leave out the names, or --campaign.\n',
  );
});

test('members of a campaign that the fleet names are proposed in its waves, whatever is run', async () => {
  const fleet = `import { defineFleet } from '@sovereign-fleet/nx';
import example from '../kits/example/kit';

export default defineFleet({
  kits: [example],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
  pullRequests: { campaigns: ['campaign.yaml'] },
});
`;
  const initech = globexSource.replace('globex', 'initech').replace("'prod'", "'dev'");
  writeFiles(workspace.root, {
    'sovereigns/fleet.ts': fleet,
    'sovereigns/globex/sovereign.ts': globexSource,
    'sovereigns/initech/sovereign.ts': initech,
    'campaign.yaml': campaign,
  });
  compileWorkspace(workspace.root);
  const named = await propose('acme', 'initech');
  expect([named.status, statesIn(named)]).toEqual([2, ['acme deferred', 'initech created']]);
  expect(named.stderr).toContain(
    'acme: deferred: it is in the campaign first, and is proposed in its wave: run "npx sovereign-fleet propose"\n',
  );
  const whole = await propose();
  expect([whole.status, statesIn(whole)]).toEqual([2, ['globex created', 'acme deferred', 'initech open-current']]);
});
