import { parseBootstrapKit } from './bootstrap-kit';
import { formatIssue } from '../issue/issue';
import type { ExpectedSlot } from './kit-lock';
import type { BootstrapKitRows, Slot } from './slot';
import { referencesTo } from './substitute';

const substitutes = {
  B_ENABLED: { type: 'boolean', enables: 'bp-b' },
  SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' },
} as const;
const { use } = referencesTo(substitutes);

function slot(number: string, name: string, more: Partial<Slot> = {}): Slot {
  return {
    number,
    name,
    chart: { name, version: '1.0.0' },
    namespace: name,
    namespaceFrom: 'chart',
    dependsOn: [],
    roles: ['primary', 'secondary'],
    ...more,
  };
}

const a = slot('01', 'bp-a');
const b = slot('02', 'bp-b', { dependsOn: ['bp-a'], roles: ['primary'], values: { enabled: use('B_ENABLED') } });

function messages(
  change: Partial<Record<keyof BootstrapKitRows, unknown>>,
  expected?: readonly ExpectedSlot[],
): readonly string[] {
  const rows = {
    chartRepository: 'oci://registry.example.com/charts',
    chartSecret: 'pull',
    labels: {},
    annotations: { sovereign: use('SOVEREIGN_FQDN') },
    substitutes,
    slots: [a, b],
    ...change,
  };
  const slots = Array.isArray(rows.slots) ? (rows.slots as readonly (Slot | null)[]) : [];
  const reviewed = slots.flatMap((row) => {
    return row === null ? [] : [{ slot: row.number, name: row.name, depends_on: row.dependsOn }];
  });
  const lock = { source: 'lock.yaml', slots: expected ?? reviewed };
  const result = parseBootstrapKit({ source: 'slots.ts', rows, lock });
  return result.ok ? [] : result.issues.map(formatIssue);
}

test('a kit that holds together is taken, its slots in the order of their numbers', () => {
  expect(messages({ slots: [b, a] })).toEqual([]);
});

test.each<{ what: string; slots: readonly Slot[]; says: string }>([
  {
    what: 'an edge that points nowhere',
    slots: [a, { ...b, dependsOn: ['bp-c'] }],
    says: 'slots.ts: bp-b.dependsOn is "bp-c": no slot has this name. Did you mean "bp-a"? Write one of bp-a, bp-b.',
  },
  {
    what: 'a cycle',
    slots: [{ ...a, dependsOn: ['bp-b'] }, b],
    says:
      'slots.ts: bp-a.dependsOn is "bp-b": the slots wait for each other: bp-a → bp-b → bp-a. Take one ' +
      'of these edges out.',
  },
  {
    what: 'an edge to itself',
    slots: [{ ...a, dependsOn: ['bp-a'] }, b],
    says:
      'slots.ts: bp-a.dependsOn is "bp-a": the slots wait for each other: bp-a → bp-a. Take one of ' +
      'these edges out.',
  },
  {
    what: 'a version that is not exact',
    slots: [{ ...a, chart: { name: 'bp-a', version: '1.2.x' } }, b],
    says:
      'slots.ts: bp-a.chart.version is "1.2.x": it must be one exact version. Write the version that ' +
      'was reviewed, such as "1.4.0".',
  },
  {
    what: 'a digest that is none',
    slots: [{ ...a, chart: { ...a.chart, digest: 'sha256:12' } }, b],
    says:
      'slots.ts: bp-a.chart.digest is "sha256:12": it must be "sha256:" and 64 hexadecimal digits. ' +
      'Write the digest that the registry gives for the version.',
  },
  {
    what: 'a number that is none',
    slots: [{ ...a, number: '1' }, b],
    says:
      'slots.ts: bp-a.number is "1": it must be two digits, and a letter where one is needed. Write ' +
      'the step as "58" or "06a".',
  },
  {
    what: 'a chart that has no name',
    slots: [{ ...a, chart: { ...a.chart, name: 'A/b' } }, b],
    says:
      'slots.ts: bp-a.chart.name is "A/b": it must be the name of a chart. Write the chart as it is in ' +
      'the registry, such as "bp-cilium".',
  },
  {
    what: 'a namespace that is none',
    slots: [{ ...a, namespace: 'A' }, b],
    says:
      'slots.ts: bp-a.namespace is "A": it must be the name of a namespace. Write a namespace such as ' +
      '"cert-manager".',
  },
  {
    what: 'a value that YAML has not',
    slots: [{ ...a, values: { replicas: Number.NaN } }, b],
    says: 'slots.ts: bp-a.values.replicas is NaN: JSON has no such number. Write a finite number.',
  },
  {
    what: 'null for a value',
    slots: [{ ...a, values: { replicas: null as never } }, b],
    says:
      'slots.ts: bp-a.values.replicas is null: kustomize takes it as an order to delete the key. Write ' +
      'the value that you want.',
  },
  {
    what: 'a number that another has',
    slots: [a, { ...b, number: '01' }],
    says: 'slots.ts: bp-b.number is "01": slot 01 bp-a has this number. Write a number that is free.',
  },
  {
    what: 'a Namespace that another makes too',
    slots: [a, { ...b, namespace: 'bp-a', namespaceFrom: 'slot' }],
    says:
      'slots.ts: bp-b.namespace is "bp-a": slot 01 bp-a makes this namespace too. Write namespaceFrom: ' +
      `'elsewhere' in one of them.`,
  },
  {
    what: 'no gate, though it is off in some regions',
    slots: [{ ...a, roles: ['secondary'] }, b],
    says:
      'slots.ts: bp-a.roles is ["secondary"]: the slot is off in some regions, and its values use no ' +
      `gate. Declare a substitute { type: 'boolean', enables: 'bp-a' } and use it in the values.`,
  },
  {
    what: 'a building block in other regions than A4 says',
    slots: [{ ...a, buildingBlock: 'mgmt' }, b],
    says:
      'slots.ts: bp-a.roles is ["primary", "secondary"]: A4 has the mgmt vCluster in other regions. ' +
      'Write ["primary"].',
  },
])('a slot with $what is refused', ({ slots, says }) => {
  expect(messages({ slots })).toEqual([says]);
});

test.each<{ what: string; change: Partial<BootstrapKitRows>; says: string }>([
  {
    what: 'a substitute that no slot uses',
    change: { annotations: {} },
    says: 'slots.ts: substitutes is "SOVEREIGN_FQDN": no slot uses it. Use it in a slot, or take the declaration out.',
  },
  {
    what: 'a substitute that is not declared',
    change: { substitutes: { B_ENABLED: substitutes.B_ENABLED } },
    says: 'slots.ts: substitutes is "SOVEREIGN_FQDN": a slot uses it, and it is not declared. Write one of B_ENABLED.',
  },
  {
    what: 'charts that are not in an OCI registry',
    change: { chartRepository: 'https://charts.example.com/${FOO}' },
    says:
      'slots.ts: chartRepository is "https://charts.example.com/${FOO}": it must be an OCI repository. ' +
      'Write it as "oci://ghcr.io/openova-io".',
  },
  {
    what: 'a Secret that has no name',
    change: { chartSecret: 'Not A Name' },
    says: 'slots.ts: chartSecret is …: it must be the name of a Secret. Write a name such as "ghcr-pull".',
  },
  {
    what: 'a label whose key is none',
    change: { labels: { 'bad key': 'x' } },
    says: 'slots.ts: labels["bad key"] is "x": Kubernetes does not take it. Write { "example.com/tier": "base" }.',
  },
  {
    what: 'a label that is none',
    change: { labels: { tier: 'a b' } },
    says: 'slots.ts: labels.tier is "a b": Kubernetes does not take it. Write { "example.com/tier": "base" }.',
  },
  {
    what: 'a gate of no slot',
    change: {
      substitutes: { ...substitutes, B_ENABLED: { type: 'boolean', enables: 'bp-x' } },
      slots: [a, { ...b, roles: a.roles }],
    },
    says:
      'slots.ts: substitutes.B_ENABLED.enables is "bp-x": no slot has this name. Did you mean "bp-a"? ' +
      'Write one of bp-a, bp-b.',
  },
])('a kit with $what is refused', ({ change, says }) => {
  expect(messages(change)).toEqual([says]);
});

const slotKeys = 'number, name, chart, namespace, namespaceFrom, dependsOn, roles, buildingBlock, values';

test.each<{ what: string; change: Partial<Record<keyof BootstrapKitRows | 'zzz', unknown>>; says: string }>([
  {
    what: 'a key of a slot that is like none',
    change: { slots: [{ ...a, zzz: 1 }, b] },
    says: `slots.ts: bp-a.zzz is 1: there is no such key. Remove it; the keys are ${slotKeys}.`,
  },
  {
    what: 'a misspelt key of a slot',
    change: { slots: [a, { ...b, valuse: {} }] },
    says: 'slots.ts: bp-b.valuse is {}: there is no such key. Write "values".',
  },
  {
    what: 'a key of a chart that is like none',
    change: { slots: [{ ...a, chart: { ...a.chart, zzz: 1 } }, b] },
    says: 'slots.ts: bp-a.chart.zzz is 1: there is no such key. Remove it; the keys are name, version, digest.',
  },
  {
    what: 'a key that is like none',
    change: { zzz: 1 },
    says:
      'slots.ts: zzz is 1: there is no such key. Remove it; the keys are chartRepository, chartSecret, ' +
      'labels, annotations, substitutes, slots.',
  },
  {
    what: 'a role that there is not',
    change: { slots: [{ ...a, roles: ['primry'] }, b] },
    says:
      'slots.ts: bp-a.roles[0] is "primry": there is no such value. Did you mean "primary"? Write one ' +
      'of primary, secondary.',
  },
  {
    what: 'a slot that is none',
    change: { slots: [a, null] },
    says:
      "slots.ts: slots[1] is null: it must be an object. Write a row such as { number: '01', name: " +
      "'bp-cilium', … }.",
  },
  {
    what: 'no slots',
    change: { slots: undefined },
    says: "slots.ts: slots is not set: it must be given. Write rows such as { number: '01', name: 'bp-cilium', … }.",
  },
  {
    what: 'a number that is no text',
    change: { slots: [{ ...a, number: 1 }, b] },
    says: 'slots.ts: bp-a.number is 1: it must be a string. Write the step as "58" or "06a".',
  },
  {
    what: 'values that are no map',
    change: { slots: [{ ...a, values: ['x'] }, b] },
    says: 'slots.ts: bp-a.values is ["x"]: it must be a map. Write values of the chart, such as { replicas: 2 }.',
  },
  {
    what: 'labels that are none',
    change: { labels: null },
    says: 'slots.ts: labels is null: it must be texts by key. Write { "example.com/tier": "base" }.',
  },
  {
    what: 'a substitute of a misspelt fact',
    change: { substitutes: { ...substitutes, SOVEREIGN_FQDN: { type: 'string', fact: 'fqn' } } },
    says:
      'slots.ts: substitutes.SOVEREIGN_FQDN.fact is "fqn": a region has no such fact. Did you mean ' +
      '"fqdn"? Write one of fqdn, regionKey, regionRole, canonicalLabel, registryMirror.',
  },
  {
    what: 'a substitute of a misspelt type',
    change: { substitutes: { ...substitutes, SOVEREIGN_FQDN: { type: 'sting', fact: 'fqdn' } } },
    says:
      'slots.ts: substitutes.SOVEREIGN_FQDN.type is "sting": there is no such type. Did you mean ' +
      '"string"? Write one of string, boolean.',
  },
  {
    what: 'a substitute that is no declaration',
    change: { substitutes: { ...substitutes, SOVEREIGN_FQDN: 'fqdn' } },
    says:
      'slots.ts: substitutes.SOVEREIGN_FQDN is "fqdn": it is not a declaration. Write { type: ' +
      "'string', fact: 'fqdn' } or { type: 'boolean', enables: 'bp-mgmt-vcluster' }.",
  },
  {
    what: 'a substitute with a key more',
    change: { substitutes: { ...substitutes, SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn', default: 'x' } } },
    says:
      'slots.ts: substitutes.SOVEREIGN_FQDN.default is "x": there is no such key. Remove it; write { ' +
      "type: 'string', fact: 'fqdn' } or { type: 'boolean', enables: 'bp-mgmt-vcluster' }.",
  },
])('a kit that the compiler of TypeScript would refuse, by $what, is refused', ({ change, says }) => {
  expect(messages(change)).toEqual([says]);
});

test('an export that is no kit is refused', () => {
  const lock = { source: 'lock.yaml', slots: [] };
  const result = parseBootstrapKit({ source: 'slots.ts', rows: undefined, lock });
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([
    'slots.ts: bootstrapKit is not set: it must be given. Write export const bootstrapKit = { ' +
      'chartRepository: …, chartSecret: …, substitutes, slots: [ … ] }.',
  ]);
});

test('a kit without substitutes is refused', () => {
  expect(messages({ substitutes: {}, annotations: {}, slots: [a] })).toEqual([
    'slots.ts: substitutes is []: Flux substitutes nothing where there are none, and "$" would ' +
      'arrive as "$$". Declare one, and use it.',
  ]);
});

test('two slots of one name are refused', () => {
  expect(messages({ slots: [a, b, { ...a, number: '03', namespace: 'other' }] }, [rowA, rowB])).toContain(
    'slots.ts: bp-a.name is "bp-a": slot 01 bp-a has this name. Write another name.',
  );
});

test('a slot that is no Blueprint is refused', () => {
  const slots = [slot('01', 'a'), { ...b, dependsOn: ['a'] }];
  expect(messages({ slots })).toEqual([
    'slots.ts: a.name is "a": it must be "bp-" and a release name. Write a name such as "bp-cilium".',
  ]);
});

test('a substitute that is not UPPER_SNAKE is refused', () => {
  const named = { ...substitutes, 'sovereign-fqdn': substitutes.SOVEREIGN_FQDN } as const;
  const labels = { sovereign: referencesTo(named).use('sovereign-fqdn') };
  expect(messages({ substitutes: named, labels })).toEqual([
    'slots.ts: substitutes is "sovereign-fqdn": it must be UPPER_SNAKE. Write a name such as "REGISTRY_MIRROR".',
  ]);
});

const rowA: ExpectedSlot = { slot: '01', name: 'bp-a', depends_on: [] };
const rowB: ExpectedSlot = { slot: '02', name: 'bp-b', depends_on: ['bp-a'] };
const writeB =
  'Undo the change, or have it reviewed and write into lock.yaml: { slot: "02", name: bp-b, depends_on: [bp-a] }';

test.each<{ what: string; expected: readonly ExpectedSlot[]; says: string }>([
  { what: 'no such slot', expected: [rowA], says: `slots.ts: slots is "bp-b": lock.yaml has no such slot. ${writeB}.` },
  {
    what: 'another number',
    expected: [rowA, { ...rowB, slot: '03' }],
    says: `slots.ts: bp-b.number is "02": lock.yaml says "03". ${writeB}.`,
  },
  {
    what: 'other edges',
    expected: [rowA, { ...rowB, depends_on: [] }],
    says: `slots.ts: bp-b.dependsOn is ["bp-a"]: lock.yaml says []. ${writeB}.`,
  },
  {
    what: 'a slot more',
    expected: [rowA, rowB, { slot: '03', name: 'bp-c', depends_on: [] }],
    says:
      'lock.yaml: slots[2].name is "bp-c": the catalogue has no such slot. Did you mean "bp-a"? Write ' +
      'one of bp-a, bp-b.',
  },
  {
    what: 'a slot twice',
    expected: [rowA, rowB, rowB],
    says: 'lock.yaml: slots[2].name is "bp-b": an earlier row has this name. Remove one of them.',
  },
])('a catalogue whose reviewed graph has $what is refused', ({ expected, says }) => {
  expect(messages({}, expected)).toEqual([says]);
});

test('the order of the edges of a slot does not matter', () => {
  const c = slot('03', 'bp-c', { dependsOn: ['bp-b', 'bp-a'] });
  const rowC = { slot: '03', name: 'bp-c', depends_on: ['bp-a', 'bp-b'] };
  expect(messages({ slots: [a, b, c] }, [rowA, rowB, rowC])).toEqual([]);
});
