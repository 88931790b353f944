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

test('the catalogue holds together and is what was reviewed', () => {
  expect(messages(lockText)).toEqual([]);
  expect(readBootstrapKit()).toMatchObject({ ok: true, value: { slots: bootstrapKit.slots } });
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
    what: 'an alias to nowhere',
    text: 'slots: [*x]',
    says: `${lockSource}: error is "Unresolved alias (the anchor must be set before the alias): x": the file is not YAML. Mend the file.`,
  },
])('a reviewed graph with $what is refused', ({ text, says }) => {
  expect(messages(text)).toEqual([says]);
});
