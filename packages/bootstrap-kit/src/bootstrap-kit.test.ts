import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExpectedSlot, formatIssue, parseBootstrapKit } from '@sovereign-fleet/domain';
import { parseExpectedSlots } from './expected-slots';
import { readBootstrapKit } from './node';
import { bootstrapKit } from './slots';

const lockSource = 'expected-bootstrap-deps.yaml';
const lockText = readFileSync(join(__dirname, '..', lockSource), 'utf8');

function messages(text: string): readonly string[] {
  const slots = parseExpectedSlots(lockSource, text);
  return slots.ok ? kitMessages(slots.value) : slots.issues.map(formatIssue);
}

function kitMessages(slots: readonly ExpectedSlot[]): readonly string[] {
  const lock = { source: lockSource, slots };
  const kit = parseBootstrapKit({ source: 'slots.ts', rows: bootstrapKit, lock });
  return kit.ok ? [] : kit.issues.map(formatIssue);
}

function rowOf(row: string): string {
  return `slots:\n  - { ${row} }\n`;
}

test('the catalogue holds together and is what was reviewed', () => {
  expect(messages(lockText)).toEqual([]);
  expect(readBootstrapKit(bootstrapKit)).toMatchObject({ ok: true, value: { slots: bootstrapKit.slots } });
});

test.each([
  {
    what: 'an edge less',
    text: lockText.replace('depends_on: [bp-cilium] }', 'depends_on: [] }'),
    says: `slots.ts: bp-cert-manager.dependsOn is ["bp-cilium"]: ${lockSource} says []. Undo the change, or have it reviewed and write into ${lockSource}: { slot: "02", name: bp-cert-manager, depends_on: [bp-cilium] }.`,
  },
  {
    what: 'a number without quotes',
    text: lockText.replace("'54'", '54'),
    says: `${lockSource}: slots[2].slot is 54: it must be a string. Write the number in quotes, such as "02".`,
  },
  {
    what: 'no YAML',
    text: 'slots: [',
    says: `${lockSource}: error is "Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 9": the file is not YAML. Mend the file.`,
  },
  {
    what: 'no colon behind its first key',
    text: 'slots\n  - { slot: "01", name: bp-a, depends_on: [] }\n  - { slot: "02", name: bp-b, depends_on: [] }\n',
    says: `${lockSource}: error is "Implicit keys need to be on a single line at line 1, column 1": the file is not YAML. Write ":" behind the key of that line, such as "slots:".`,
  },
  {
    what: 'no colon behind a key of a row',
    text: rowOf("slot '02', name: bp-b, depends_on: []"),
    says: `${lockSource}: key is "slot '02'": there is no ":" behind "slot". Write slot: '02'.`,
  },
  {
    what: 'no colon behind the key of a list',
    text: 'slots: [{ slot: "01", name: bp-a, depends_on [] }]',
    says: `${lockSource}: error is "Missing , or : between flow map items at line 1, column 46": the file is not YAML. Mend the file.`,
  },
  {
    what: 'no bracket behind a list',
    text: 'slots:\n  - { slot: "01", name: bp-a, depends_on: [ }\n  - { slot: "02", name: bp-b, depends_on: [] }\n',
    says: `${lockSource}: error is "Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 45": the file is not YAML. Mend the file.`,
  },
  {
    what: 'a tab before a row',
    text: 'slots:\n\t- { slot: "01", name: bp-a, depends_on: [] }\n',
    says: `${lockSource}: error is "Tabs are not allowed as indentation at line 2, column 1": the file is not YAML. Write spaces for the tab.`,
  },
  {
    what: 'a key twice',
    text: 'slots: []\nslots: []\n',
    says: `${lockSource}: error is "Map keys must be unique at line 2, column 1": the file is not YAML. Remove one of the two.`,
  },
  {
    what: 'a key that is like none',
    text: rowOf("zzz: 1, slot: '02', name: bp-b, depends_on: []"),
    says: `${lockSource}: slots[0].zzz is 1: there is no such key. Remove it; the keys are slot, name, depends_on.`,
  },
  {
    what: 'an alias to nowhere',
    text: 'slots: [*x]',
    says: `${lockSource}: error is "Unresolved alias (the anchor must be set before the alias): x": the file is not YAML. Mend the file.`,
  },
])('a reviewed graph with $what is refused', ({ text, says }) => {
  expect(messages(text)).toEqual([says]);
});
