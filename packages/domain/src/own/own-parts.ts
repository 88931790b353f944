import type { Issue } from '../issue/issue';
import { type Result, resultOf } from '../issue/result';
import { fieldOf } from '../issue/zod-issues';
import type { BootstrapKit } from '../kit/checked-kit';
import { type BootstrapKitRows, kitRemedies, KitShape } from '../kit/kit-rows';
import { issuesInPart, issuesInRow, together } from '../kit/kit-shape';
import type { Slot } from '../slot/slot';
import { isPlainObject } from '../sovereign/chart-values';
import type { Sovereign } from '../sovereign/sovereign';

/** What a record adds to its kit, each with the shape that a kit asks for. */
export interface OwnParts extends Required<
  Pick<BootstrapKitRows, 'sources' | 'secrets' | 'configMaps' | 'unfollowed' | 'treeSources' | 'standIns'>
> {
  /** In the order of their numbers. */
  readonly slots: readonly Slot[];
}

const PartsShape = KitShape.pick({
  sources: true,
  secrets: true,
  configMaps: true,
  unfollowed: true,
  treeSources: true,
  standIns: true,
});

/** What a record adds to its kit, or what of it has another shape. */
export function readOwnParts(sovereign: Sovereign, kit: BootstrapKit): Result<OwnParts> {
  const { source: file, slots = [], secrets = {}, configMaps = {}, unfollowed = {} } = sovereign;
  const { treeSources = [], standIns = [] } = sovereign;
  const parts = { sources: typedSources(sovereign, kit), secrets, configMaps, unfollowed, treeSources, standIns };
  const shape = together([
    issuesInPart(parts, { schema: PartsShape, remedies: kitRemedies, at: '' }),
    ...slots.map(issuesInRow),
  ]);
  const issues = [...shape.issues.map((issue) => ({ ...issue, file })), ...issuesOfTypes(sovereign, kit)];
  // Each value has the type that its shape asks for.
  const rows = { ...parts, slots: [...(slots as readonly Slot[])].sort(byNumber) } as OwnParts;
  return resultOf(issues, () => rows);
}

/** A source that takes the place of one of the kit has its type, since the kit's rows are written for that. */
function typedSources({ sources = {} }: Sovereign, kit: BootstrapKit): Readonly<Record<string, unknown>> {
  const typed = Object.entries(sources).map(([name, source]) => {
    const type = typeInKit(name, kit);
    return [name, type === undefined || !isPlainObject(source) ? source : { type, ...source }] as const;
  });
  return Object.fromEntries(typed);
}

function issuesOfTypes({ source: file, sources = {} }: Sovereign, kit: BootstrapKit): readonly Issue[] {
  return Object.entries(sources).flatMap(([name, source]): readonly Issue[] => {
    const type = typeInKit(name, kit);
    if (type === undefined || !isPlainObject(source) || !('type' in source) || source.type === type) return [];
    const problem = `the kit's source of this name is of type '${type}', and its slots are written for that`;
    const remedy = 'Remove it, or give the source another name';
    const field = fieldOf(['sources', name, 'type']);
    return [{ file, field, value: source.type, code: 'contradiction', problem, remedy }];
  });
}

function typeInKit(name: string, { sources }: BootstrapKit): string | undefined {
  return Object.hasOwn(sources, name) ? sources[name]?.type : undefined;
}

function byNumber(a: Slot, b: Slot): number {
  return a.number < b.number ? -1 : 1;
}
