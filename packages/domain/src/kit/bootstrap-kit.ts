import { readWhateverItIs, type Result, resultOf } from '../issue/result';
import type { BootstrapKit } from './checked-kit';
import { issuesOfEdgesByRole } from './kit-edges';
import { issuesInDelivered } from './kit-delivered';
import { issuesInFeatures } from './kit-features';
import { issuesOfGates } from './kit-gates';
import { issuesInGraph } from './kit-graph';
import type { KitIssue } from './kit-issue';
import { issuesAgainstLock, issuesInLock, type Lock } from './kit-lock';
import { issuesOfObjects, objectsBySlot } from './kit-objects';
import { issuesInReferences } from './kit-references';
import type { BootstrapKitRows } from './kit-rows';
import { issuesInRows } from './kit-shape';
import { issuesInParameters, type KitWithObjects } from './kit-parameters';
import { issuesOfReleaseMetadata, issuesOfTwins } from './kit-twins';
import { issuesOfVclusters } from './kit-vclusters';
import type { WrittenObject } from '../sovereign/written-object';

export interface UncheckedKit {
  /** The file of the kit, as Issues name it. */
  readonly source: string;
  /** What the file exports, whatever it is. */
  readonly rows: unknown;
  readonly lock: Lock;
  /** The objects in the folders beside its rows. */
  readonly objects?: readonly WrittenObject[];
}

/**
 * A kit whose rows hold together and equal the reviewed graph, or every Issue in it. Whatever `rows` is, it returns.
 */
export function parseBootstrapKit({ source, rows, lock, objects = [] }: UncheckedKit): Result<BootstrapKit> {
  return readWhateverItIs(source, () => {
    const shape = issuesInRows(rows);
    if (shape.isBroken) return { ok: false, issues: shape.issues.map((issue) => ({ ...issue, file: source })) };
    const kit = sortRows(rows as BootstrapKitRows); // each value has the type that its shape asks for
    const bySlot = objectsBySlot(objects, kit);
    const issuesOfRows = [...shape.issues, ...issuesInKit({ ...kit, objects: bySlot }, lock)];
    const issues = [
      ...issuesOfRows.map((issue) => ({ ...issue, file: source })),
      ...issuesInLock(kit.slots, lock).map((issue) => ({ ...issue, file: lock.source })),
      ...issuesOfObjects(objects, kit),
    ];
    // The checks above are what the brand stands for.
    return resultOf(issues, () => ({ ...kit, source, objects: bySlot }) as BootstrapKit);
  });
}

function sortRows(rows: BootstrapKitRows): BootstrapKitRows {
  const slots = [...rows.slots].sort((a, b) => Number(a.number > b.number) - Number(a.number < b.number));
  const byName = Object.entries(rows.parameters).sort(([a], [b]) => (a < b ? -1 : 1)); // names are not equal
  return { ...rows, slots, parameters: Object.fromEntries(byName), features: rows.features ?? {} };
}

/** What is wrong between rows whose values are of the right types. */
function issuesInKit(kit: KitWithObjects, lock: Lock): readonly KitIssue[] {
  return [
    ...issuesOfVclusters(kit),
    ...issuesOfTwins(kit.slots),
    ...issuesOfReleaseMetadata(kit),
    ...issuesInGraph(kit.slots),
    ...issuesOfEdgesByRole(kit),
    ...issuesOfGates(kit),
    ...issuesInReferences(kit),
    ...issuesInDelivered(kit),
    ...issuesInParameters(kit),
    ...issuesInFeatures(kit),
    ...issuesAgainstLock(kit.slots, lock),
  ];
}
