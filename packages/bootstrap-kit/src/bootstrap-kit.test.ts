import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExpectedSlot, formatIssue, parseBootstrapKit } from '@sovereign-fleet/domain';
import { parseExpectedSlots } from './expected-slots';
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
});

test('the slots and who waits for whom', () => {
  const rows = bootstrapKit.slots.map(({ number, name, roles, dependsOn }) => [number, name, roles, dependsOn]);
  expect(rows).toEqual([
    ['01', 'bp-cilium', ['primary', 'secondary'], []],
    ['02', 'bp-cert-manager', ['primary', 'secondary'], ['bp-cilium']],
    ['54', 'bp-dmz-vcluster', ['primary', 'secondary'], ['bp-cilium', 'bp-cert-manager']],
    ['58', 'bp-mgmt-vcluster', ['primary'], ['bp-cilium', 'bp-cert-manager']],
    ['59', 'bp-rtz-vcluster', ['secondary'], ['bp-cilium', 'bp-cert-manager']],
  ]);
});

const remedy = 'Write rows such as { slot: "02", name: bp-cert-manager, depends_on: [bp-cilium] }.';

test.each([
  {
    what: 'an edge less',
    text: lockText.replace('depends_on: [bp-cilium] }', 'depends_on: [] }'),
    says: `slots.ts: bp-cert-manager.dependsOn is ["bp-cilium"]: ${lockSource} says []. Undo the change, or have it reviewed and write into ${lockSource}: { slot: "02", name: bp-cert-manager, depends_on: [bp-cilium] }.`,
  },
  {
    what: 'a number without quotes',
    text: lockText.replace("'54'", '54'),
    says: `${lockSource}: slots[2].slot is 54: Invalid input: expected string, received number. ${remedy}`,
  },
  {
    what: 'no YAML',
    text: 'slots: [',
    says: `${lockSource}: line 1 is not set: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 9:. Mend the YAML.`,
  },
])('a reviewed graph with $what is refused', ({ text, says }) => {
  expect(messages(text)).toEqual([says]);
});
