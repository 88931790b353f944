// For tests: a kit of two slots that is right, and what is said of one that is not.
import { formatIssue } from '../issue/issue';
import { parseBootstrapKit } from '../kit/bootstrap-kit';
import type { ExpectedSlot } from '../kit/kit-lock';
import type { BootstrapKitRows } from '../kit/kit-rows';
import type { Slot } from '../slot/slot';
import type { WrittenObject } from '../sovereign/written-object';
import { referencesTo } from '../slot/parameter';

export const parameters = {
  B_ENABLED: { type: 'boolean', enables: 'bp-b' },
  SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' },
} as const;
const { use } = referencesTo(parameters);

export function slotOf(number: string, name: string, more: Partial<Slot> = {}): Slot {
  return {
    number,
    name,
    chart: { name, version: '1.0.0' },
    namespace: { name, from: 'chart' },
    dependsOn: [],
    ...more,
  };
}

export const slotA = slotOf('01', 'bp-a');
export const slotB = slotOf('02', 'bp-b', {
  dependsOn: ['bp-a'],
  where: { roles: ['primary'], gate: 'enabled' },
  values: { enabled: use('B_ENABLED') },
});

export const lockA: ExpectedSlot = { slot: '01', name: 'bp-a', depends_on: [] };
export const lockB: ExpectedSlot = { slot: '02', name: 'bp-b', depends_on: ['bp-a'] };

export function kitMessages(
  change: Partial<Record<keyof BootstrapKitRows, unknown>>,
  expected?: readonly ExpectedSlot[],
  objects: readonly WrittenObject[] = [],
): readonly string[] {
  const rows = {
    name: 'example',
    sources: { registry: { type: 'oci', url: 'oci://registry.example.com/charts', secret: 'pull' } },
    secrets: {
      pull: { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls the charts' },
    },
    labels: {},
    annotations: { sovereign: use('SOVEREIGN_FQDN') },
    parameters,
    slots: [slotA, slotB],
    ...change,
  };
  const slots = Array.isArray(rows.slots) ? (rows.slots as readonly (Slot | null)[]) : [];
  const reviewed = slots.flatMap((row) => {
    return row === null ? [] : [{ slot: row.number, name: row.name, depends_on: row.dependsOn }];
  });
  const lock = { source: 'lock.yaml', slots: expected ?? reviewed };
  const result = parseBootstrapKit({ source: 'slots.ts', rows, lock, objects });
  return result.ok ? [] : result.issues.map(formatIssue);
}
