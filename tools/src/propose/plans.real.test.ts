import { acmeSource, compileWorkspace, type NxProcess, startNx, writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { cloneFleet, compileFleet, makeFleet, report, statesIn } from './commands';
import { workspaceForEach } from './proposer';

const threeRegions = acmeSource.replace(
  /\n {2}\],\n\}\);/,
  "\n    { key: 'hel1', provider: 'hetzner', role: 'secondary' },\n  ],\n});",
);
const given = process.env['SOVEREIGN_FLEET_KUBECTL'] !== undefined;
const runs = canFetchTools || given ? describe : describe.skip;

runs('plans of several changes, on the GitHub for tests (skipped where no kubectl can be had)', () => {
  const workspace = workspaceForEach(() => makeFleet({ 'sovereigns/acme/sovereign.ts': threeRegions }));
  let github: Github;
  let nx: NxProcess;

  beforeAll(async () => {
    ({ github } = await start({ owner: 'platform' }));
    nx = await startNx(workspace.root, () => {
      const { url, token } = github; // each test has one of its own
      return { ...process.env, SOVEREIGN_FLEET_GITHUB_API_URL: url, SOVEREIGN_FLEET_GITHUB_TOKEN: token };
    });
  });

  beforeEach(async () => {
    ({ github } = await start({ owner: 'platform' }));
    await mergeNext();
  });

  afterEach(stopAll);

  afterAll(() => nx.stop());

  /** Proposes what the record says, has a person merge it, and gives the title and the commit. */
  async function mergeNext() {
    const proposed = await workspace.proposer.run(github, []);
    expect(statesIn(proposed)).toEqual(['acme created']);
    const pulls = github.pulls();
    const commit = github.merge(pulls.length, { method: 'squash' });
    return { title: pulls.at(-1)?.title ?? '', body: pulls.at(-1)?.body ?? '', commit };
  }

  /** What Flux says of a commit in some regions: that the kit is applied, and then that its slots are ready. */
  async function sayReady(commit: string, regions: readonly string[], state: 'success' | 'failure' = 'success') {
    for (const region of regions) {
      const context = `flux/acme.example.com/${region}`;
      await report(github, commit, { context: `${context}/bootstrap-kit`, state: 'success' });
      await report(github, commit, { context: `${context}/bootstrap-kit-ready`, state });
    }
  }

  const generate = (...args: readonly string[]) => nx.command('g', ...args, '--no-interactive');

  test('a promotion takes three pull requests, each after the word of every region', async () => {
    const promote = () => generate('promote', 'acme', 'nbg1');
    const first = await generate('promote', 'acme', 'nbg1', '--data=restored');
    expect(first.output).toContain('Step 1 of 3: fsn1 is fenced');
    expect(first.output).toContain('Back: nx g promote acme fsn1');
    expect((await promote()).output).toContain(
      'main of the fleet repository has another tree of acme: its pull request is not merged',
    );

    const fenced = await mergeNext();
    expect(fenced.title).toBe('Update acme, step 1 of 3 (acme.example.com)');
    expect(fenced.body).toContain('- `fsn1` (primary, fenced): `bp-dmz-vcluster`');
    await sayReady(fenced.commit, ['hel1', 'nbg1']);
    const silent = `acme.example.com/fsn1 said nothing of ${fenced.commit} or a later commit`;
    expect((await promote()).output).toContain(silent);
    // Flux takes the newest commit when it looks, which is that of somebody else here.
    await sayReady(github.commit({ branch: 'main', files: { 'README.md': 'ours' } }), ['fsn1']);
    expect((await promote()).output).toContain('Step 2 of 3: nbg1 is the primary of acme');

    const moved = await mergeNext();
    expect(moved.title).toBe('Update acme, step 2 of 3 (acme.example.com)');
    await sayReady(moved.commit, ['fsn1', 'nbg1']);
    await sayReady(moved.commit, ['hel1'], 'failure');
    expect((await promote()).output).toContain('a region says that it failed');
    await sayReady(moved.commit, ['hel1']);
    expect((await promote()).output).toContain('Step 3 of 3: nbg1 serves as the primary.');

    const served = await mergeNext();
    expect(served.title).toBe('Update acme, step 3 of 3 (acme.example.com)');
    expect(served.body).toContain('- `nbg1` (primary): `bp-dmz-vcluster`, `bp-mgmt-vcluster`');
    await sayReady(served.commit, ['fsn1', 'hel1', 'nbg1']);
    expect((await promote()).output).toContain('nbg1 is the primary of acme: done.');
    expect(statesIn(await workspace.proposer.run(github, []))).toEqual(['acme cleaned']);
    expect(cloneFleet(github, 'main')).toEqual(compileFleet(workspace.root));
  });

  test('a lost primary has to be back before the end of the plan opens it', async () => {
    const moved = threeRegions.replace("'primary'", "'x'").replace("'secondary'", "'primary'");
    const lost = "lost: { on: '2026-11-30', why: 'its servers are gone' }";
    const promotion = `  promotion: { from: 'fsn1', to: 'nbg1', step: 3, ${lost} },\n`;
    const atTheEnd = moved.replace("'x'", "'secondary'").replace('  regions', `${promotion}  regions`);
    writeFiles(workspace.root, { 'sovereigns/acme/sovereign.ts': atTheEnd });
    compileWorkspace(workspace.root);
    const { commit } = await mergeNext();
    await sayReady(commit, ['hel1', 'nbg1']);
    expect((await generate('promote', 'acme', 'nbg1')).output).toContain('acme.example.com/fsn1 said nothing');
    await sayReady(commit, ['fsn1']);
    expect((await generate('promote', 'acme', 'nbg1')).output).toContain(
      'fsn1 is in the lists of the other regions again',
    );
  });
});
