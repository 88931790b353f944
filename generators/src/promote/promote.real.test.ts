import { acmeSource } from '@sovereign-fleet/workspace/testing';
import { changedWorkspace, testRefusals } from '../testing/changed-workspace';
import { withKubectl } from '../testing/with-kubectl';
import { servingAt } from '../testing/serving-at';
import promoteGenerator from './generator';
import type { PromoteOptions } from './options';

const spec = 'sovereigns/acme/sovereign.ts';
const hel1 = "    { key: 'hel1', provider: 'hetzner', role: 'secondary' },\n";
const source = acmeSource.replace(/\n {2}\],\n\}\);/, `\n${hel1}  ],\n});`);
const workspace = changedWorkspace({ [spec]: source });
const { edit, textOf, written } = workspace;
const nbg1: PromoteOptions = { name: 'acme', region: 'nbg1' };
const merged = { ...nbg1, merged: true };
const run = (options: PromoteOptions) => workspace.run(promoteGenerator, options);
const refuse = (options: PromoteOptions) => workspace.refuse(promoteGenerator, options);
const overlay = (region: string) => textOf(`gitops-out/clusters/acme.example.com/${region}/bootstrap-kit.yaml`);
/** The regions that serve as the primary, by what real kustomize builds. */
const serving = () => servingAt(workspace.root(), 'acme');
const gates = (region: string) => {
  return ['MGMT', 'RTZ'].filter((block) => overlay(region).includes(`${block}_VCLUSTER_ENABLED: "true"`));
};

withKubectl('nx g promote (skipped where no kubectl can be had)', () => {
  test('fences the primary, moves the roles, and has the new one serve, a step at a time', async () => {
    const steps = [await serving()];
    const { said } = await run({ ...nbg1, data: 'restored' });
    steps.push(await serving());
    expect(said[0]).toMatch(/^What acme gets, beside its tree as it is:\n {2}fsn1: \d+ changed/);
    expect(said[0]).toContain('spec.values.mgmtVcluster.enabled: true → false');
    expect(said.slice(1)).toEqual([
      'Step 1 of 3: fsn1 is fenced: it runs what regions of both roles run, and nothing else.',
      `Next: commit ${spec} with gitops-out/. When it is merged and every region is healthy: nx g promote acme nbg1`,
      'Back: nx g promote acme fsn1',
    ]);
    expect(textOf(spec)).toContain("promotion: { from: 'fsn1', to: 'nbg1', step: 1, data: 'restored' },");
    expect([gates('fsn1'), gates('nbg1'), gates('hel1')]).toEqual([[], ['RTZ'], ['RTZ']]);
    const second = await run(merged);
    expect(second.said.slice(1)).toEqual([
      'Step 2 of 3: nbg1 is the primary of acme and fsn1 is secondary; both are fenced.',
      `Next: commit ${spec} with gitops-out/. When it is merged and every region is healthy: nx g promote acme nbg1`,
      'Back: nx g promote acme fsn1',
    ]);
    expect([gates('fsn1'), gates('nbg1'), gates('hel1')]).toEqual([[], [], ['RTZ']]);
    steps.push(await serving());
    const third = await run(merged);
    expect(third.said.slice(1)).toEqual([
      'Step 3 of 3: nbg1 serves as the primary.',
      `Next: commit ${spec} with gitops-out/. When it is merged and every region is healthy: nx g promote acme nbg1`,
      'Back: nx g promote acme fsn1, a promotion of its own: fsn1 begins with the data that it had.',
    ]);
    expect([gates('fsn1'), gates('nbg1'), gates('hel1')]).toEqual([['RTZ'], ['MGMT'], ['RTZ']]);
    // Each region is at one of two neighbouring steps: those that serve at either are all that may serve at once.
    steps.push(await serving());
    expect(steps).toEqual([['fsn1'], [], [], ['nbg1']]);
    const last = await run(merged);
    expect(last.said.slice(0, 2)).toEqual(['No file of a tree changes.', 'nbg1 is the primary of acme: done.']);
    const moved = source.replace("role: 'primary'", "role: 'x'").replace("role: 'secondary'", "role: 'primary'");
    expect(textOf(spec)).toBe(moved.replace("role: 'x'", "role: 'secondary'"));
    expect(workspace.compileAll().changes).toEqual([]);
  });

  test('goes back to every byte from each step at which the new primary does not serve', async () => {
    const before = written();
    await run({ ...nbg1, data: 'none' });
    const first = written();
    await run({ name: 'acme', region: 'fsn1' });
    expect(written()).toEqual(before);
    await run({ ...nbg1, data: 'none' });
    await run(merged);
    await run({ name: 'acme', region: 'fsn1' });
    expect(written()).toEqual(first);
  });

  test('a lost primary is in no list, is waited for by nobody, and stays fenced until it is back', async () => {
    const { said } = await run({ ...nbg1, data: 'none', lost: 'fsn1', why: 'its servers are gone' });
    expect(said.slice(2, 4)).toEqual([
      'fsn1 is lost (its servers are gone): no step waits for it. If it comes back, it serves as the primary until ' +
        'its Flux has read Git.',
      'What keeps it from that: it is in no list of the other regions (peers, regions) from this change on. Take its ' +
        'addresses out of DNS that no slot writes, and shut its servers down where you can.',
    ]);
    expect(textOf(spec).replace(/\s+/g, ' ')).toMatch(/lost: \{ on: '\d{4}-\d\d-\d\d', why: 'its servers are gone' \}/);
    await run(merged);
    await run(merged);
    expect([gates('fsn1'), gates('nbg1')]).toEqual([[], ['MGMT']]);
    expect((await refuse({ name: 'acme', region: 'fsn1', data: 'none' }))[0]).toBe(
      'command line: region is "fsn1": it is lost, as the record says. Once it reports again, end the promotion ' +
        'before: nx g promote acme nbg1.',
    );
    const back = await run(merged);
    expect(back.said).toContain('fsn1 is in the lists of the other regions again, as a secondary.');
    expect([gates('fsn1'), gates('nbg1')]).toEqual([['RTZ'], ['MGMT']]);
  });

  test('what a later step refuses is told at the first', async () => {
    const override = "role: 'primary', overrides: { 'bp-mgmt-vcluster': { vcluster: { x: 1 } } }";
    edit({ [spec]: source.replace("role: 'primary'", override) });
    const before = written();
    expect((await refuse({ ...nbg1, data: 'none' }))[0]).toContain(
      'slot 58 bp-mgmt-vcluster is off in fsn1, which is secondary: it runs in primary regions',
    );
    expect(written()).toEqual(before);
  });

  test('waits for the step before, and says for what', async () => {
    await run({ ...nbg1, data: 'none' });
    const before = written();
    const [says = ''] = await refuse(nbg1);
    expect(says).toMatch(
      /^command line: --merged is not set: step 2 of 3 waits until the step before is merged and every region is well/,
    );
    expect(says).toContain('SOVEREIGN_FLEET_GITHUB_TOKEN is not set');
    expect(says).toMatch(/[^.]\. Run it again then; or look at the clusters, and say so with --merged\.$/);
    expect(written()).toEqual(before);
  });
});

testRefusals<PromoteOptions>(workspace, promoteGenerator, [
  {
    what: 'no region',
    options: { name: 'acme' },
    says: 'command line: region is not set: no region is named. Write it behind the Sovereign: nx g promote acme nbg1.',
  },
  {
    what: 'the primary itself',
    options: { name: 'acme', region: 'fsn1', data: 'none' },
    says: 'command line: region is "fsn1": it is the primary of acme. Write one of hel1, nbg1.',
  },
  {
    what: 'a region that is not there',
    options: { name: 'acme', region: 'ash', data: 'none' },
    says: 'command line: region is "ash": acme has no such region. Write one of fsn1, hel1, nbg1.',
  },
  {
    what: 'no word on the data of the old primary',
    options: nbg1,
    says:
      'command line: --data is not set: bp-mgmt-vcluster runs in fsn1 alone, and what is in volumes there does not ' +
      'move to nbg1. Write --data=restored, where you bring the data there, or --data=none, where they may stay ' +
      'behind; nx g promote acme nbg1 --data=none --render --dry-run names the volumes.',
  },
  {
    what: 'another answer',
    options: { ...nbg1, data: 'maybe' },
    says: 'command line: --data is "maybe": there is no such answer. Write one of restored, none.',
  },
  {
    what: 'a region as lost that is not the primary',
    options: { ...nbg1, data: 'none', lost: 'hel1', why: 'x' },
    says:
      'command line: --lost is "hel1": the primary is fsn1: it is the one that the role is taken from. ' +
      'Write --lost=fsn1, or leave it out where fsn1 reports.',
  },
  {
    what: 'a lost region without a reason',
    options: { ...nbg1, data: 'none', lost: 'fsn1' },
    says: 'command line: --why is not set: nobody says why it serves nobody. Write it, such as --why="its servers',
  },
]);

test('a protected Sovereign, and a promotion to yet another region, are refused', async () => {
  edit({ [spec]: source.replace('  regions', '  protected: true,\n  regions') });
  expect(await refuse({ ...nbg1, data: 'none' })).toEqual([
    `${spec}: protected is true: the primary's volumes stay behind in a promotion, and acme lets none go. ` +
      'Take "protected" out first, in a change of its own.',
  ]);
  edit({ [spec]: source.replace('  regions', "  promotion: { from: 'fsn1', to: 'nbg1', step: 1 },\n  regions") });
  expect(await refuse({ name: 'acme', region: 'hel1', data: 'none' })).toEqual([
    'command line: region is "hel1": the role is on its way from fsn1 to nbg1 (step 1 of 3). ' +
      'Go on with nx g promote acme nbg1, or back with nx g promote acme fsn1.',
  ]);
});
