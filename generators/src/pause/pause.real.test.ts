import { acmeSource } from '@sovereign-fleet/workspace/testing';
import { changedWorkspace } from '../testing/changed-workspace';
import { withKubectl } from '../testing/with-kubectl';
import pauseGenerator, { resumeGenerator } from './generator';
import type { PauseOptions } from './options';

const spec = 'sovereigns/acme/sovereign.ts';
const workspace = changedWorkspace();
const { compileAll, textOf, write, written } = workspace;
const cilium = { name: 'acme', slot: 'bp-cilium' };
const until: PauseOptions = { ...cilium, until: '2026-12-31', why: 'its nodes are moved' };
const pause = (options: PauseOptions) => workspace.run(pauseGenerator, options);
const resume = (options: PauseOptions) => workspace.run(resumeGenerator, options);
const refuse = (options: PauseOptions) => workspace.refuse(pauseGenerator, options);

withKubectl('nx g pause and resume (skipped where no kubectl can be had)', () => {
  test('suspend the release in one region, and give every byte before', async () => {
    const before = written();
    const { said } = await pause({ ...until, region: 'nbg1' });
    expect(said).toEqual([
      [
        'What acme gets, beside its tree as it is:',
        '  fsn1: nothing',
        '  nbg1: 1 changed',
        '  5 releases: what the charts make of it is said with --render.',
        'Only in nbg1 of acme',
        '  changed HelmRelease flux-system/bp-cilium',
        '    spec.suspend: not there → true',
      ].join('\n'),
      'bp-cilium of acme in nbg1 is paused until 2026-12-31; after that day each review fails.',
      'Back: nx g resume acme bp-cilium --region=nbg1',
      `Next: look at the differences, and commit ${spec} with gitops-out/.`,
    ]);
    expect(compileAll().changes).toEqual([]);
    expect(await pause({ ...until, region: 'nbg1' })).toEqual({ changes: [], said: ['Nothing to change.'] });
    await resume({ ...cilium, region: 'nbg1' });
    expect(written()).toEqual(before);
    expect(await resume({ ...cilium, region: 'nbg1' })).toEqual({ changes: [], said: ['Nothing to change.'] });
  });

  test('a pause of all regions ends for all, and one that is there may get another day', async () => {
    const before = written();
    await pause(until);
    await pause({ ...until, until: '2027-01-31' });
    expect(textOf(spec)).toContain("paused: { 'bp-cilium': { until: '2027-01-31', why: 'its nodes are moved' } },");
    await resume(cilium);
    expect(written()).toEqual(before);
  });

  test('resume says where a slot is paused, if not where it was asked for', async () => {
    await pause({ ...until, region: 'nbg1' });
    expect(await workspace.refuse(resumeGenerator, cilium)).toEqual([
      'command line: --region is not set: bp-cilium is not paused for all regions. Write --region=nbg1.',
    ]);
    await resume({ ...cilium, region: 'nbg1' });
    await pause(until);
    expect(await workspace.refuse(resumeGenerator, { ...cilium, region: 'nbg1' })).toEqual([
      'command line: --region is "nbg1": bp-cilium is not paused there alone. Write no --region.',
    ]);
  });

  test('a gate stays on while its slot is paused', async () => {
    const { said } = await pause({ ...until, slot: 'bp-dmz-vcluster' });
    expect(said[0]).toContain('spec.suspend: not there → true');
    expect(said[0]).not.toContain('enabled');
  });
});

test.each<{ what: string; options: PauseOptions; says: readonly string[] }>([
  {
    what: 'no slot, no day and no reason',
    options: { name: 'acme' },
    says: [
      'command line: slot is not set: no slot is named. Write it behind the Sovereign: ' +
        'nx g pause acme bp-loki --until=2026-12-31 --why="its volume is moved".',
      'command line: --until is not set: no last day is given. Write one, such as --until=2026-12-31.',
      'command line: --why is not set: no reason is given. Write one, such as --why="its volume is moved".',
    ],
  },
  {
    what: 'a day that no calendar has',
    options: { ...until, until: '2026-02-30' },
    says: ['command line: --until is "2026-02-30": it must be a day. Write one such as --until=2026-12-31.'],
  },
  {
    what: 'a slot that is not there',
    options: { ...until, slot: 'bp-cilum' },
    says: [
      `${spec}: paused["bp-cilum"] is { until, why }: the bootstrap kit has no such slot. Did you mean "bp-cilium"? ` +
        'Write one of bp-cilium, bp-cert-manager, bp-dmz-vcluster, bp-mgmt-vcluster, bp-rtz-vcluster.',
    ],
  },
])('nx g pause refuses $what, and writes nothing', async ({ options, says }) => {
  const before = written();
  expect(await refuse(options)).toEqual(says);
  expect(written()).toEqual(before);
});

test('a pause of a slot that is in no region is refused where it is written by hand', () => {
  const paused =
    "without: ['bp-cert-manager'],\n  paused: { 'bp-cert-manager': { until: '2026-12-31', why: 'x' } },\n  regions";
  write({ [spec]: acmeSource.replace('regions', paused) });
  expect(compileAll).toThrow(
    `${spec}: paused["bp-cert-manager"] is { until, why }: the slot is not there, so that nothing can be paused. ` +
      'Remove it.',
  );
});
