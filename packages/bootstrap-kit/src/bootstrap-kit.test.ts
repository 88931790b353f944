import {
  type BootstrapKitRows,
  type ExpectedSlot,
  formatIssue,
  parseBootstrapKit,
  referencesTo,
  type Slot,
} from '@sovereign-fleet/domain';
import { parseExpectedSlots } from './expected-slots';

const lockSource = 'kits/example/graph.yaml';

function messages(rows: BootstrapKitRows, text: string): readonly string[] {
  const slots = parseExpectedSlots(lockSource, text);
  return slots.ok ? kitMessages(rows, slots.value) : slots.issues.map(formatIssue);
}

function kitMessages(rows: BootstrapKitRows, slots: readonly ExpectedSlot[]): readonly string[] {
  const kit = parseBootstrapKit({ source: 'kit.ts', rows, lock: { source: lockSource, slots } });
  return kit.ok ? [] : kit.issues.map(formatIssue);
}

function rowOf(row: string): string {
  return `slots:\n  - { ${row} }\n`;
}

const parameters = { FQDN: { type: 'string', fact: 'fqdn' } } as const;
const { use } = referencesTo(parameters);

function slot(number: string, name: string, dependsOn: readonly string[]): Slot {
  const chart = { name, version: '1.0.0' };
  return { number, name, chart, namespace: { name, from: 'slot' }, dependsOn };
}

const example: BootstrapKitRows = {
  name: 'example',
  sources: { registry: { type: 'oci', url: 'oci://registry.example.com/charts', secret: 'registry-pull' } },
  secrets: {
    'registry-pull': {
      namespace: 'flux-system',
      keys: ['.dockerconfigjson'],
      from: 'bootstrap',
      why: 'pulls the charts',
    },
  },
  labels: {},
  annotations: { sovereign: use('FQDN') },
  parameters,
  slots: [slot('01', 'bp-network', []), slot('02', 'bp-tls', ['bp-network']), slot('54', 'bp-edge', ['bp-tls'])],
};

const reviewed = `slots:
  - { slot: '01', name: bp-network, depends_on: [] }
  - { slot: '02', name: bp-tls, depends_on: [bp-network] }
  - { slot: '54', name: bp-edge, depends_on: [bp-tls] }
`;

test('a kit that is what was reviewed is taken', () => {
  expect(messages(example, reviewed)).toEqual([]);
});

test.each([
  {
    what: 'an edge less',
    text: reviewed.replace('[bp-network]', '[]'),
    says:
      `kit.ts: bp-tls.dependsOn is ["bp-network"]: ${lockSource} says []. Undo the change, or have ` +
      `it reviewed and write into ${lockSource}: { slot: "02", name: bp-tls, depends_on: [bp-network] ` +
      '}.',
  },
  {
    what: 'a number without quotes',
    text: reviewed.replace("'54'", '54'),
    says: `${lockSource}: slots[2].slot is 54: it must be a string. Write the number in quotes, such as "02".`,
  },
  {
    what: 'no YAML',
    text: 'slots: [',
    says:
      `${lockSource}: error is "Flow sequence in block collection must be sufficiently indented and ` +
      'end with a ] at line 1, column 9": the file is not YAML. Mend the file.',
  },
  {
    what: 'no colon behind its first key',
    text: 'slots\n  - { slot: "01", name: bp-a, depends_on: [] }\n  - { slot: "02", name: bp-b, depends_on: [] }\n',
    says:
      `${lockSource}: error is "Implicit keys need to be on a single line at line 1, column 1": the ` +
      'file is not YAML. Write ":" behind the key of that line, such as "slots:".',
  },
  {
    what: 'no colon behind a key of a row',
    text: rowOf("slot '02', name: bp-b, depends_on: []"),
    says: `${lockSource}: key is "slot '02'": there is no ":" behind "slot". Write slot: '02'.`,
  },
  {
    what: 'no colon behind the key of a list',
    text: 'slots: [{ slot: "01", name: bp-a, depends_on [] }]',
    says:
      `${lockSource}: error is "Missing , or : between flow map items at line 1, column 46": the file ` +
      'is not YAML. Mend the file.',
  },
  {
    what: 'no bracket behind a list',
    text: 'slots:\n  - { slot: "01", name: bp-a, depends_on: [ }\n  - { slot: "02", name: bp-b, depends_on: [] }\n',
    says:
      `${lockSource}: error is "Flow sequence in block collection must be sufficiently indented and ` +
      'end with a ] at line 2, column 45": the file is not YAML. Mend the file.',
  },
  {
    what: 'a tab before a row',
    text: 'slots:\n\t- { slot: "01", name: bp-a, depends_on: [] }\n',
    says:
      `${lockSource}: error is "Tabs are not allowed as indentation at line 2, column 1": the file is ` +
      'not YAML. Write spaces for the tab.',
  },
  {
    what: 'a key twice',
    text: 'slots: []\nslots: []\n',
    says:
      `${lockSource}: error is "Map keys must be unique at line 2, column 1": the file is not YAML. ` +
      'Remove one of the two.',
  },
  {
    what: 'a key that is like none',
    text: rowOf("zzz: 1, slot: '02', name: bp-b, depends_on: []"),
    says: `${lockSource}: slots[0].zzz is 1: there is no such key. Remove it; the keys are slot, name, depends_on.`,
  },
  {
    what: 'an alias to nowhere',
    text: 'slots: [*x]',
    says:
      `${lockSource}: error is "Unresolved alias (the anchor must be set before the alias): x": the ` +
      'file is not YAML. Mend the file.',
  },
])('a reviewed graph with $what is refused', ({ text, says }) => {
  expect(messages(example, text)).toEqual([says]);
});
