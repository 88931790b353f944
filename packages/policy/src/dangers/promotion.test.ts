import type { ReviewSubject } from '../contract/review-subject';
import { combine, remove, set, withChange } from '../testing/example-change';
import { dangersOf } from '../testing/example-danger';
import { findings } from '../testing/example-rows';
import { exampleSubject } from '../testing/example-subject';

const mgmt = 'HelmRelease flux-system/bp-mgmt-vcluster';
const rtz = 'HelmRelease flux-system/bp-rtz-vcluster';
const role = ['metadata', 'labels', 'catalyst.openova.io/vcluster-role'];
const gate = ['spec', 'values', 'mgmtVcluster', 'enabled'];

/** Regions with a release of the mgmt vCluster each, as a kit with gates has it; it is on in some. */
function servedBy(...serving: readonly string[]) {
  return ['fsn1', 'hel1', 'nbg1'].reduce((subject, key) => {
    const title = key === 'fsn1' ? mgmt : rtz;
    const isOn = serving.includes(key) ? 'true' : 'false';
    return withChange(subject, [key], combine(set(title, role, 'mgmt'), set(title, gate, isOn)));
  }, withGate(exampleSubject()));
}

function withGate(subject: ReviewSubject): ReviewSubject {
  const where = { roles: ['primary' as const], gate: 'mgmtVcluster.enabled' };
  const slots = subject.kit.slots.map((slot) => (slot.buildingBlock === 'mgmt' ? { ...slot, where } : slot));
  return { ...subject, kit: { ...subject.kit, slots } };
}

const tooEarly = (key: string, other: string) =>
  `error one-primary ${key}: region ${key}: it becomes the primary, and ${other} is it until its own Flux has taken ` +
  'the same change. Take the role away from the old primary first, and give it in a change that follows.';

test('a release of the primary whose chart is turned off makes no primary', () => {
  expect(dangersOf(servedBy('fsn1'), servedBy('hel1'))).toEqual([tooEarly('hel1', 'fsn1')]);
  expect(dangersOf(servedBy('fsn1'), servedBy('fsn1', 'nbg1'))).toEqual([tooEarly('nbg1', 'fsn1')]);
  expect(dangersOf(servedBy('fsn1'), servedBy())).toEqual([]);
  expect(dangersOf(servedBy(), servedBy('hel1'))).toEqual([]);
});

test('a region that a promotion fences runs dmz alone, and nothing of its role', () => {
  const subject = exampleSubject();
  const [first, ...others] = subject.regions;
  const fenced = { ...subject, regions: first === undefined ? [] : [{ ...first, isFenced: true }, ...others] };
  expect(findings(fenced)).toEqual([
    expect.stringMatching(/^error blocks-of-role fsn1: .* the region fsn1 is primary, and fenced by a promotion\. /),
  ]);
  expect(findings(withChange(fenced, ['fsn1'], remove('StatefulSet mgmt/mgmt-vcluster')))).toEqual([]);
});

test('of a Sovereign that retires nothing has to run', () => {
  const stopped = withChange(exampleSubject(), ['fsn1'], remove('StatefulSet mgmt/mgmt-vcluster'));
  expect(findings(stopped)).not.toEqual([]);
  expect(findings({ ...stopped, isRetiring: true })).toEqual([]);
});
