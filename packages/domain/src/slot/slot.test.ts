import type { Slot } from './slot';
import { kitMessages, lockA, lockB, slotA, slotB, slotOf } from '../testing/example-kit';

test.each<{ what: string; slots: readonly Slot[]; says: string }>([
  {
    what: 'an edge that points nowhere',
    slots: [slotA, { ...slotB, dependsOn: ['bp-c'] }],
    says: 'slots.ts: bp-b.dependsOn is "bp-c": no slot has this name. Did you mean "bp-a"? Write one of bp-a, bp-b.',
  },
  {
    what: 'a cycle',
    slots: [{ ...slotA, dependsOn: ['bp-b'] }, slotB],
    says:
      'slots.ts: bp-a.dependsOn is "bp-b": the slots wait for each other: bp-a → bp-b → bp-a. Take one ' +
      'of these edges out.',
  },
  {
    what: 'an edge to itself',
    slots: [{ ...slotA, dependsOn: ['bp-a'] }, slotB],
    says:
      'slots.ts: bp-a.dependsOn is "bp-a": the slots wait for each other: bp-a → bp-a. Take one of ' +
      'these edges out.',
  },
  {
    what: 'a version that is not exact',
    slots: [{ ...slotA, chart: { name: 'bp-a', version: '1.2.x' } }, slotB],
    says:
      'slots.ts: bp-a.chart.version is "1.2.x": it must be one exact version. Write the version that ' +
      'was reviewed, such as "1.4.0".',
  },
  {
    what: 'a version with a range in its build',
    slots: [{ ...slotA, chart: { name: 'bp-a', version: 'v1.2.3+*' } }, slotB],
    says:
      'slots.ts: bp-a.chart.version is "v1.2.3+*": it must be one exact version. Write the version that ' +
      'was reviewed, such as "1.4.0".',
  },
  {
    what: 'the tag of a version with a build',
    slots: [{ ...slotA, chart: { version: '1.2.3_b1' } }, slotB],
    says:
      'slots.ts: bp-a.chart.version is "1.2.3_b1": it must be one exact version. Write "1.2.3+b1": the tag has ' +
      '"_" in its place by itself.',
  },
  {
    what: 'a range that is none',
    slots: [{ ...slotA, chart: { version: 'newest', range: true } }, slotB],
    says:
      'slots.ts: bp-a.chart.version is "newest": it is not a range of versions. Write a range such as "1.x", or ' +
      'the version that was reviewed without "range".',
  },
  {
    what: 'a version that is said to be a range',
    slots: [{ ...slotA, chart: { version: '1.2.3', range: true } }, slotB],
    says: 'slots.ts: bp-a.chart.range is true: the version beside it is no range. Remove it.',
  },
  {
    what: 'a digest beside a range',
    slots: [{ ...slotA, chart: { version: '1.x', range: true, digest: `sha256:${'0'.repeat(64)}` } }, slotB],
    says:
      `slots.ts: bp-a.chart.digest is "sha256:${'0'.repeat(64)}": it is that of one version, and Flux would not ` +
      'read the range beside it. Remove it, or write its version without "range".',
  },
  {
    what: 'a digest that is none',
    slots: [{ ...slotA, chart: { ...slotA.chart, digest: 'sha256:12' } }, slotB],
    says:
      'slots.ts: bp-a.chart.digest is "sha256:12": it must be "sha256:" and 64 hexadecimal digits. ' +
      'Write the digest that the registry gives for the version.',
  },
  {
    what: 'a number that is none',
    slots: [{ ...slotA, number: '1' }, slotB],
    says:
      'slots.ts: bp-a.number is "1": it must be two digits, and a letter where one is needed. Write ' +
      'the step as "58" or "06a".',
  },
  {
    what: 'a chart that has no name',
    slots: [{ ...slotA, chart: { ...slotA.chart, name: 'A/b' } }, slotB],
    says:
      'slots.ts: bp-a.chart.name is "A/b": it must be the name of a chart. Write the chart as it is in ' +
      'the registry, such as "bp-cilium".',
  },
  {
    what: 'a namespace that is none',
    slots: [{ ...slotA, namespace: { name: 'A', from: 'chart' } }, slotB],
    says:
      'slots.ts: bp-a.namespace.name is "A": it must be the name of a namespace. Write a namespace such as ' +
      '"cert-manager".',
  },
  {
    what: 'a value that YAML has not',
    slots: [{ ...slotA, values: { replicas: Number.NaN } }, slotB],
    says: 'slots.ts: bp-a.values.replicas is NaN: JSON has no such number. Write a finite number.',
  },
  {
    what: 'null for a value',
    slots: [{ ...slotA, values: { replicas: null as never } }, slotB],
    says:
      'slots.ts: bp-a.values.replicas is null: kustomize takes it as an order to delete the key. Write ' +
      "the value that you want, or drop() to take the chart's default away.",
  },
  {
    what: 'a number that another has',
    slots: [slotA, { ...slotB, number: '01' }],
    says: 'slots.ts: bp-b.number is "01": slot 01 bp-a has this number. Write a number that is free.',
  },
  {
    what: 'a Namespace that another makes too',
    slots: [slotA, { ...slotB, namespace: { name: 'bp-a', from: 'slot' } }],
    says:
      'slots.ts: bp-b.namespace.name is "bp-a": slot 01 bp-a makes this namespace too. Write from: ' +
      `'elsewhere' in one of them.`,
  },
  {
    what: 'no gate, though it is off in some regions',
    slots: [{ ...slotA, where: { roles: ['secondary'] } }, slotB],
    says:
      'slots.ts: bp-a.where is { roles }: the slot is empty in some regions, and no value of its chart says so. ' +
      "Write the path of the value that turns the chart off, such as gate: 'enabled', or off: 'absent'.",
  },
  {
    what: 'a building block in other regions than A4 says',
    slots: [{ ...slotA, buildingBlock: 'mgmt' }, slotB],
    says:
      'slots.ts: bp-a.where.roles is ["primary", "secondary"]: A4 has the mgmt vCluster in other regions. ' +
      'Write ["primary"].',
  },
])('a slot with $what is refused', ({ slots, says }) => {
  expect(kitMessages({ slots })).toEqual([says]);
});

test('two slots of one name are refused', () => {
  expect(
    kitMessages({ slots: [slotA, slotB, { ...slotA, number: '03', namespace: { name: 'other', from: 'chart' } }] }, [
      lockA,
      lockB,
    ]),
  ).toContain('slots.ts: bp-a.name is "bp-a": slot 01 bp-a has this name. Write another name.');
});

test('a slot that is no Blueprint is refused', () => {
  const slots = [slotOf('01', 'a'), { ...slotB, dependsOn: ['a'] }];
  expect(kitMessages({ slots })).toEqual([
    'slots.ts: a.name is "a": it must be "bp-" and a release name. Write a name such as "bp-cilium".',
  ]);
});

test.each(['1.x', '>=1.0', '>=1.0 <2', '>= 1.0, < 2', '^1.2.3-rc.1', '~1', '1.2 - 1.4', '1.x || >=3', '*'])(
  'a row may say the range %s, if it says that it is one',
  (version) => {
    expect(kitMessages({ slots: [{ ...slotA, chart: { version, range: true } }, slotB] })).toEqual([]);
  },
);

const twice = { release: { labels: { own: 'a', region: 'x' }, annotations: { sovereign: 'x', 'a/b': 'any text' } } };

test('a release may have labels and annotations of its own, beside those of its kit', () => {
  expect(kitMessages({ labels: { region: 'a' }, slots: [{ ...slotA, ...twice }, slotB] })).toEqual([
    'slots.ts: bp-a.release.labels.region is "x": every release of the kit has it already. Take it out.',
    'slots.ts: bp-a.release.annotations.sovereign is "x": every release of the kit has it already. Take it out.',
  ]);
  const bad = { release: { labels: { a: 'no label!' } } };
  expect(kitMessages({ slots: [{ ...slotA, ...bad }, slotB] })).toEqual([
    'slots.ts: bp-a.release.labels.a is "no label!": Kubernetes does not take it. Write { "example.com/tier": ' +
      '"base" }.',
  ]);
});
