import type { ReviewedKit } from '../contract/review-subject';
import { remove, withChange } from '../testing/example-change';
import { entry, findings } from '../testing/example-rows';
import { exampleKit, exampleSubject } from '../testing/example-subject';

/** The subject without its mgmt vCluster in the primary, of a kit that is another in something. */
function findingsOfKit(change: Partial<ReviewedKit>): readonly string[] {
  const subject = withChange(exampleSubject(), ['fsn1'], remove('StatefulSet mgmt/mgmt-vcluster'));
  return findings({ ...subject, kit: { ...subject.kit, ...change } });
}

test.each<{ what: string; change: Partial<ReviewedKit>; remedy: readonly string[] }>([
  {
    what: 'a kit without the row of the block',
    change: { slots: exampleKit.slots.filter(({ buildingBlock }) => buildingBlock !== 'mgmt') },
    remedy: ['Add the row of the mgmt vCluster to the kit openova'],
  },
  {
    what: 'a kit without a gate for the block',
    change: { parameters: {} },
    remedy: ['Run nx sync, and look that the slot is in the tree'],
  },
  {
    what: 'a kit without any row of a vCluster',
    change: { slots: exampleKit.slots.filter(({ buildingBlock }) => buildingBlock === undefined) },
    remedy: [],
  },
])('blocks-of-role: $what has a remedy of its own, or none', ({ change, remedy }) => {
  const problem = 'region fsn1: it is primary and has no StatefulSet of the mgmt vCluster';
  const expected = remedy.map((text) => `error blocks-of-role fsn1: ${problem}. ${text}. [${entry}]`);
  expect(findingsOfKit(change)).toEqual(expected);
});
