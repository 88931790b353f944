import { isDeepStrictEqual } from 'node:util';
import type { Issue } from '@sovereign-fleet/domain';
import { type EditStep, pathText, type RecordEdit } from './record-edit';

/** A record that was edited as text: what it said, and what it says. */
export interface EditedRecord {
  readonly file: string;
  readonly before: object;
  readonly after: object | undefined;
}

/**
 * What an edit changed beside what it names, as where a function or another file uses the same object. The text alone
 * does not say so: both records were loaded.
 */
export function issuesOfSideEffects(
  { file, before, after }: EditedRecord,
  edits: readonly RecordEdit[],
): readonly Issue[] {
  const named = edits.map(({ path }) => path.map(keyOf));
  // A Sovereign that is retired has no regions: that follows from its state.
  const all = named.some(([first, second]) => first === 'state' && second === undefined)
    ? [...named, ['regions']]
    : named;
  const isNamed = (path: readonly string[]) => all.some((one) => startsWith(path, one) || startsWith(one, path));
  const paths = differingPaths(byKeys(before), byKeys(after), []).filter((path) => !isNamed(path));
  return paths.map((path) => ({
    file,
    field: pathText(path),
    value: 'changed',
    code: 'contradiction',
    problem: `it would change with ${edits.map((one) => pathText(one.path)).join(' and ')}, which share a value`,
    remedy: 'Write the value twice in the record, and run the command again',
  }));
}

function keyOf(step: EditStep): string {
  if (typeof step === 'string') return step;
  return 'region' in step ? step.region : step.kit;
}

function startsWith(path: readonly string[], other: readonly string[]): boolean {
  return other.every((key, index) => path[index] === key);
}

/** A record with regions by their keys and kits by their names. Where one stands in its list says nothing. */
function byKeys(record: object | undefined): unknown {
  const { regions, kits, ...shared } = { ...record } as Readonly<Record<string, readonly Member[] | undefined>>;
  const ofRegions = regions?.map((region) => [region.key, { ...region, field: '' }] as const);
  const ofKits = kits?.map((kit) => [kit.name, kit.layers] as const);
  // What follows from the regions is looked at with them.
  return { ...shared, removedRegions: [], regions: entries(ofRegions), kits: entries(ofKits) };
}

interface Member {
  readonly key?: string;
  readonly name?: string;
  /** Of a kit: what the fleet says of it. */
  readonly layers?: unknown;
}

function entries(members: readonly (readonly [string | undefined, unknown])[] = []): object {
  return Object.fromEntries(members.map(([name = '', member]) => [name, member]));
}

/** The shortest ways to what is not the same on both sides. */
function differingPaths(a: unknown, b: unknown, at: readonly string[]): readonly (readonly string[])[] {
  if (Object.is(a, b)) return [];
  if (!isMap(a) || !isMap(b)) return isDeepStrictEqual(a, b) ? [] : [at];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => differingPaths(a[key], b[key], [...at, key]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
