import type { Issue, Tree } from '@sovereign-fleet/domain';
import { parseAllDocuments } from 'yaml';

// For tests: which fields of a tree a change touches, so that many changes are proved at once.

/** Fields that are other with a change, such as `HelmRelease flux-system/bp-dns: spec.values.hosts[].host`. */
export type TouchedFields = ReadonlySet<string>;

export function touchedFields(before: Tree, after: Tree): TouchedFields {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const found = paths.flatMap((path) => {
    const [a, b] = [before.get(path), after.get(path)];
    return a === b ? [] : differingFields(leavesIn(a), leavesIn(b));
  });
  return new Set(found.map(omitIndices));
}

type Leaves = ReadonlyMap<string, string>;

function differingFields(a: Leaves, b: Leaves): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((field) => a.get(field) !== b.get(field));
}

/** The proof sorts edges, so that an index may be another there. */
function omitIndices(field: string): string {
  return field.replace(/\[[0-9]+\]/g, '[]');
}

interface Named {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

function leavesIn(text = ''): Leaves {
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Named | null); // of a tree of ours
  return new Map(
    documents.flatMap((object) => {
      const { kind = '', metadata: { name = '', namespace } = {} } = object ?? {};
      const id = namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
      return [[id, id] as const, ...leavesOf(object, `${id}: `)];
    }),
  );
}

function leavesOf(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, item]) => {
    if (Array.isArray(value)) return leavesOf(item, `${path}[${key}]`);
    if (!/^[\w-]+$/.test(key)) return leavesOf(item, `${path}[${JSON.stringify(key)}]`);
    return leavesOf(item, path.endsWith(': ') ? `${path}${key}` : `${path}.${key}`);
  });
}

/** Whether one of the Issues of a proof is about a field that a change touches. */
export function isBlamed(fields: TouchedFields, issues: readonly Issue[]): boolean {
  return issues.some(({ field }) => fields.has(omitIndices(field)));
}

/** Items in groups within which no field is touched twice. One that touches nothing is alone. */
export function groupDisjoint<Item extends { readonly fields: TouchedFields }>(
  items: readonly Item[],
): readonly (readonly Item[])[] {
  const groups: { readonly items: Item[]; readonly fields: Set<string> }[] = [];
  for (const item of items) {
    const free = groups.find(({ fields }) => item.fields.size > 0 && [...item.fields].every((one) => !fields.has(one)));
    const group = free ?? { items: [], fields: new Set<string>() };
    if (free === undefined) groups.push(group);
    group.items.push(item);
    for (const field of item.fields) group.fields.add(field);
  }
  return groups.map((group) => group.items);
}
