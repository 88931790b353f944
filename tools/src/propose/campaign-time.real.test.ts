import { join } from 'node:path';
import { compileWorkspace, writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { type Ended, globexSource, report, statesIn } from './commands';
import { workspaceForEach } from './proposer';
import { clockIn } from './fake-clock';

const workspace = workspaceForEach();
let github: Github;
let clock: ReturnType<typeof clockIn>;

const began = Date.parse('2026-01-05T08:00:00Z'); // a Monday
const minute = 60_000;

beforeEach(async () => {
  clock = clockIn(join(workspace.root, 'clock'));
  clock.set(began);
  ({ github } = await start({ owner: 'platform', now: () => clock.now() }));
  writeFiles(workspace.root, {
    'sovereigns/globex/sovereign.ts': globexSource,
    'sovereigns/initech/sovereign.ts': globexSource.replace('globex', 'initech'),
  });
  compileWorkspace(workspace.root);
});

afterEach(stopAll);

const propose = (): Promise<Ended> =>
  workspace.proposer.run(github, ['--campaign=campaign.yaml'], join(workspace.root, 'clock'));

function writeCampaign(text: string): void {
  const head = 'id: first\nversion: bp-cilium 1.4.0\nselector: { names: [globex, acme, initech] }\n';
  writeFiles(workspace.root, { 'campaign.yaml': `${head}${text}` });
}

test.each(['squash', 'merge'] as const)(
  'statuses on the %s of each member take a campaign through its waves, an hour after the merge at the earliest',
  async (method) => {
    writeCampaign(`waves: [{ name: canary, size: 1 }, { name: early, size: 1 }, { name: all, size: rest }]
soak: 60
health: { from: commit-status }
`);
    expect(statesIn(await propose())).toEqual(['globex created', 'acme deferred', 'initech deferred']);
    await clock.sleep(120 * minute); // people take their time
    const canary = github.merge(1, { method });
    await report(github, canary, { context: 'flux/globex.example.com/fsn1', state: 'success' });
    await clock.sleep(59 * minute);
    const soaking = await propose();
    expect(statesIn(soaking)).toEqual(['globex cleaned', 'acme deferred', 'initech deferred']);
    expect(soaking.stderr).toContain('waits for wave canary: globex is merged.\n');
    await clock.sleep(minute);
    expect(statesIn(await propose())).toEqual(['globex unchanged', 'acme created', 'initech deferred']);

    const early = github.merge(2, { method });
    await report(github, early, { context: 'flux/acme.example.com/fsn1', state: 'success' });
    await clock.sleep(60 * minute);
    const half = await propose(); // one of its two regions says nothing
    expect(half.stderr).toContain('waits for wave early: acme is merged.\n');
    await report(github, early, { context: 'flux/acme.example.com/nbg1', state: 'success' });
    await clock.sleep(60 * minute);
    const last = await propose();
    expect(statesIn(last)).toEqual(['globex unchanged', 'acme unchanged', 'initech created']);
    expect(last.stderr).toContain('Wave canary: 1 healthy.\nWave early: 1 healthy.\nWave all: 1 proposed.\n');
  },
);

test('a campaign that merges does so a minute apart, each at the head that was looked at', async () => {
  writeCampaign('waves: [{ name: all, size: rest }]\nmergeBy: auto\n');
  await propose();
  const heads = github.pulls().map(({ headSha }) => headSha);
  await clock.sleep(60 * minute);
  const merging = await propose();
  expect(merging.stderr).toContain('Wave all: 3 merged.\n');
  const times = github.pulls().map(({ merged }) => merged?.at.getTime() ?? 0);
  expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual([minute, minute]);
  const asked = github.requests().filter(({ operation }) => operation.startsWith('PUT '));
  const pins = heads.map((sha) => ({ sha, merge_method: 'squash' }));
  expect(asked.map(({ body }) => body)).toEqual(pins);
});

test('outside of its window a campaign says when it may go on', async () => {
  writeCampaign(`waves: [{ name: all, size: rest }]
windows: [{ days: [mon], from: '09:00', to: '16:00', pullsPerHour: 2 }]
`);
  const early = await propose();
  expect(early.stderr).toContain(
    'The campaign goes no further for now: no window of the campaign is open, not before 2026-01-05T09:00:00.000Z.\n',
  );
  await clock.sleep(60 * minute);
  expect(statesIn(await propose())).toEqual(['globex created', 'acme created', 'initech deferred']);
});
