import { layerOf, type LayerSource, type Slot } from '@sovereign-fleet/domain';
import { review } from '../review';
import { fail, withChange } from '../testing/example-change';
import { mgmt, tree } from '../testing/example-rows';
import { exampleSubject } from '../testing/example-subject';

const of = (file: string, values: Readonly<Record<string, number>>): LayerSource => {
  return { layer: 'fleet', file, prefix: '', said: layerOf({ overrides: { 'bp-mgmt-vcluster': values } }) };
};

const problem = { kind: 'changed-type', object: 'HelmRelease flux-system/bp-mgmt-vcluster', problem: '' } as const;

test.each([
  { what: 'a value of the fleet in its file', path: 'a', file: 'fleet.ts' },
  { what: 'a value of two layers where the innermost says it', path: 'b', file: 'sovereign.ts' },
  { what: 'a value that no layer says in the slot', path: 'c', file: mgmt },
])('a person begins to mend $what', ({ path, file }) => {
  const layers = [of('fleet.ts', { a: 1, b: 1 }), of('sovereign.ts', { b: 2 })];
  const found = fail({ ...problem, field: `spec.values.${path}`, remedy: '' });
  const subject = withChange(exampleSubject(), ['fsn1'], found);
  const regions = subject.regions.map((facts) => ({ ...facts, layers }));
  expect(review({ ...subject, regions }).findings.map((one) => one.file)).toEqual([file]);
});

test('a slot is found by its row, where its release has the name of another', () => {
  const found = fail({
    ...problem,
    object: 'HelmRelease flux-system/bp-mgmt-vcluster',
    field: 'spec.values.a',
    remedy: '',
  });
  const subject = withChange(exampleSubject(), ['fsn1'], found);
  const slots = subject.kit.slots.flatMap((slot): readonly Slot[] => {
    if (slot.name === 'bp-mgmt-vcluster') return [{ ...slot, name: 'bp-mgmt', release: { name: 'bp-mgmt-vcluster' } }];
    return [slot];
  });
  const regions = subject.regions.map((facts) => ({ ...facts, layers: [of('fleet.ts', { a: 1 })] }));
  const { findings } = review({ ...subject, regions, kit: { ...subject.kit, slots } });
  expect(findings.map((one) => one.file)).toEqual([`${tree}/bootstrap-kit/58-mgmt.yaml`]);
});

test('a slot of the record stands in its own folder', () => {
  const found = fail({ ...problem, field: 'spec.values.a', remedy: '' });
  const subject = withChange(exampleSubject(), ['fsn1'], found);
  const isOwn = ({ name }: Slot) => name === 'bp-mgmt-vcluster';
  const below = subject.kit.slots.filter((slot) => !isOwn(slot));
  const kit = { ...subject.kit, slots: [...below, ...subject.kit.slots.filter(isOwn)], base: { slots: below } };
  const { findings } = review({ ...subject, kit });
  expect(findings.map((one) => one.file)).toEqual([`${tree}/own-slots/58-mgmt-vcluster.yaml`]);
});
