import { kitMessages, slotA, slotB, slotOf } from '../testing/example-kit';
import type { Slot } from '../slot/slot';

const kubeConfig = { secret: 'vc-dmz', key: 'config' };
const host = slotOf('03', 'bp-dmz', { buildingBlock: 'dmz', kubeConfig });
const guest = slotOf('04', 'bp-guest', { runsIn: 'dmz', namespace: { name: 'web', from: 'helm' } });
const reviewed = [
  { slot: '01', name: 'bp-a', depends_on: [] },
  { slot: '02', name: 'bp-b', depends_on: ['bp-a'] },
  { slot: '03', name: 'bp-dmz', depends_on: [] },
  { slot: '04', name: 'bp-guest', depends_on: ['bp-dmz'] },
];

function messages(slots: readonly Slot[]): readonly string[] {
  const names = slots.map(({ name }) => name);
  return kitMessages({ slots: [slotA, slotB, ...slots] }, [
    ...reviewed.filter(({ name }) => name === 'bp-a' || name === 'bp-b' || names.includes(name)),
  ]);
}

test('a slot in a vCluster waits for it, and the reviewed graph says so', () => {
  expect(messages([host, guest])).toEqual([]);
  const without = reviewed.map((row) => (row.name === 'bp-guest' ? { ...row, depends_on: [] } : row));
  expect(kitMessages({ slots: [slotA, slotB, host, guest] }, without)).toEqual([
    'slots.ts: bp-guest.dependsOn is ["bp-dmz"]: lock.yaml says []. Undo the change, or have it reviewed and write ' +
      'into lock.yaml: { slot: "04", name: bp-guest, depends_on: [bp-dmz] }.',
  ]);
});

test.each<{ what: string; slots: readonly Slot[]; says: string }>([
  {
    what: 'a vCluster by provider',
    slots: [{ ...host, where: { providers: ['aws'] } }],
    says: 'bp-dmz.where.providers is ["aws"]: A4 has the dmz vCluster in every region of its roles. Remove it.',
  },
  {
    what: 'a kubeconfig of what makes no vCluster',
    slots: [slotOf('03', 'bp-dmz', { kubeConfig })],
    says: 'bp-dmz.kubeConfig is { secret, key }: the slot makes no vCluster. Write buildingBlock, or remove it.',
  },
  {
    what: 'a slot in a vCluster that exports no kubeconfig',
    slots: [slotOf('03', 'bp-dmz', { buildingBlock: 'dmz' }), guest],
    says:
      'bp-dmz.kubeConfig is not set: bp-guest runs in its vCluster, and Flux needs the kubeconfig to reach it. Write ' +
      "the Secret that the chart exports, such as { secret: 'vc-mgmt', key: 'config' }.",
  },
  {
    what: 'a slot in a vCluster whose namespace somebody else makes',
    slots: [host, { ...guest, namespace: { name: 'web', from: 'slot' } }],
    says: `bp-guest.namespace.from is "slot": Helm alone makes a namespace within a vCluster. Write 'helm'.`,
  },
  {
    what: 'a slot in a vCluster with a HelmRelease elsewhere',
    slots: [host, { ...guest, release: { namespace: 'web' } }],
    says:
      'bp-guest.release.namespace is "web": Flux reads the kubeconfig where the HelmRelease is, and the vCluster ' +
      'exports it to flux-system. Remove it.',
  },
  {
    what: 'a slot in a vCluster that is kept elsewhere',
    slots: [host, { ...guest, installs: { storage: 'web' } }],
    says:
      'bp-guest.installs.storage is "web": Helm keeps the release of a slot in a vCluster in its own namespace ' +
      'there. Remove it.',
  },
  {
    what: 'a slot in a vCluster that is suspended where there is none',
    slots: [host, { ...guest, where: { off: 'suspended' } }],
    says:
      'bp-guest.where.off is "suspended": where the vCluster is not, there is no cluster for the release. ' +
      `Write 'absent', or remove it.`,
  },
])('a kit with $what is refused', ({ slots, says }) => {
  expect(messages(slots)).toEqual([`slots.ts: ${says}`]);
});

test('a slot in a vCluster that no slot makes is refused', () => {
  const reviewedGuest = [...reviewed.slice(0, 2), { slot: '04', name: 'bp-guest', depends_on: [] }];
  expect(kitMessages({ slots: [slotA, slotB, guest] }, reviewedGuest)).toEqual([
    'slots.ts: bp-guest.runsIn is "dmz": no slot makes this vCluster. Add the row of the dmz vCluster, or remove it.',
  ]);
});
