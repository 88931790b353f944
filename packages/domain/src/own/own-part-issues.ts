import type { Issue } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import { baseOf, type BootstrapKit, ownSlotsOf } from '../kit/checked-kit';
import { issuesOfEdgesByRole } from '../kit/kit-edges';
import { issuesInDelivered } from '../kit/kit-delivered';
import { issuesInFeatures } from '../kit/kit-features';
import { issuesOfGates } from '../kit/kit-gates';
import { issuesInGraph } from '../kit/kit-graph';
import type { KitIssue } from '../kit/kit-issue';
import { issuesOfPlace } from '../kit/kit-parameters';
import { deliveredObjects } from '../kit/delivered';
import { issuesInReferences } from '../kit/kit-references';
import { issuesOfReleaseMetadata, issuesOfTwinMakers, issuesOfTwinNames, issuesOfTwinReleases } from '../kit/kit-twins';
import { issuesOfVclusters } from '../kit/kit-vclusters';
import { issuesOfPlaceholders } from '../kit/placeholders';
import { fieldOfPlace, readingsOf } from '../kit/readings';
import type { Slot } from '../slot/slot';
import { namespacesOf } from '../slot/slot-namespaces';
import type { Sovereign } from '../sovereign/sovereign';

/**
 * What is wrong with what a record adds to its kit. The kit without it was checked, so whatever the same checks find
 * now comes from the record.
 */
export function issuesOfOwnParts(kit: BootstrapKit, sovereign: Sovereign): readonly Issue[] {
  const { source: file, without = [] } = sovereign;
  const own = ownSlotsOf(kit);
  const there = kit.slots.filter(({ name }) => !without.includes(name));
  const ofRecord: readonly KitIssue[] = [
    ...issuesOfTwinNames(kit.slots),
    ...issuesOfTwinMakers(makersIn(kit, without)),
    ...issuesOfTwinReleases(there),
    ...issuesOfReleaseMetadata(kit),
    ...issuesInGraph(kit.slots),
    ...issuesOfEdgesByRole(kit),
    ...issuesOfGates(kit),
    ...issuesInFeatures(kit),
    ...issuesOfReferences({ ...kit, slots: there }, sovereign),
    ...issuesOfOtherObjects(kit),
    ...issuesOfReadings(own, kit),
  ];
  return [
    ...ofRecord.map((issue) => ({ ...issue, file })),
    ...issuesOfVclusters(kit).map((issue) => ({ ...issue, file: isOf(own, issue) ? file : kit.source })),
  ];
}

/** A row of the kit may lack what only a slot of a record needs, such as the kubeconfig of a vCluster. */
function isOf(slots: readonly Slot[], { field }: KitIssue): boolean {
  return slots.some(({ name }) => field.startsWith(`${name}.`));
}

/**
 * The slots that may make a namespace: those that are not left out, and of the others those whose Namespaces stay since
 * another slot of the kit needs them.
 */
export function makersIn(kit: BootstrapKit, without: readonly string[]): readonly Slot[] {
  const isLeftOut = ({ name }: Slot) => without.includes(name);
  const { slots } = baseOf(kit);
  const needed = new Set(slots.filter((slot) => !isLeftOut(slot)).flatMap((slot) => namespacesOf(slot, kit)));
  return kit.slots.filter((slot) => {
    return !isLeftOut(slot) || (slot.namespace.from === 'slot' && needed.has(slot.namespace.name));
  });
}

/** What the kit has and only a slot that is left out uses is nobody's fault. */
function issuesOfReferences(kit: BootstrapKit, { sources, secrets, configMaps }: Sovereign): readonly KitIssue[] {
  const said = [sources, secrets, configMaps].flatMap((rows) => Object.keys(rows ?? {}));
  const found = [...issuesInReferences(kit), ...issuesInDelivered(kit)];
  return found.filter(({ code, value }) => code !== 'unused' || said.includes(String(value)));
}

/** A row in place of one of the kit means the same object, for which the kit's slots are written. */
function issuesOfOtherObjects(kit: BootstrapKit): readonly KitIssue[] {
  const ofKit = deliveredObjects(baseOf(kit));
  return deliveredObjects(kit).flatMap(({ kind, reference, name }): readonly KitIssue[] => {
    const row = ofKit.find((one) => one.kind === kind && one.reference === reference);
    if (row === undefined || row.name === name) return [];
    const field = `${kind === 'Secret' ? 'secrets' : 'configMaps'}.${reference}.name`;
    const problem = `the kit's row of this key is the ${kind} ${row.name}, and its slots are written for that`;
    return [{ field, value: name, code: 'contradiction', problem, remedy: `Write '${row.name}', or another key` }];
  });
}

/** Parameters that rows read, and that the kit does not declare or not for such a place. */
function issuesOfReadings(own: readonly Slot[], { parameters }: BootstrapKit): readonly KitIssue[] {
  const rows = { labels: {}, annotations: {}, parameters, slots: own };
  const declared = Object.keys(parameters);
  return [
    ...readingsOf(rows).flatMap(({ value, path }) => {
      const unknown = value.names.filter((name) => !declared.includes(name));
      return unknown.map((name): KitIssue => {
        const at = { field: fieldOfPlace(path), value: name, code: 'unknown-value' as const };
        return { ...at, problem: 'the kit declares no such parameter', remedy: pickOne(name, declared) };
      });
    }),
    ...readingsOf(rows).flatMap((reading) => issuesOfPlace(reading, { parameters })),
    ...issuesOfPlaceholders(rows),
  ];
}
