import type { z } from 'zod';
import { issuesOf, type Remedies } from '../issue/zod-issues';
import type { KitIssue } from './kit-issue';
import { kitRemedies, KitShape } from './kit-rows';
import { SlotShape } from '../slot/slot';
import { slotRemedies } from '../slot/slot-remedies';

export interface ShapeIssues {
  readonly issues: readonly KitIssue[];
  /** Whether a value is of a wrong type, so that nothing else can be checked. */
  readonly isBroken: boolean;
}

export interface Part {
  readonly schema: z.ZodType;
  readonly remedies: Remedies;
  /** The way to it: `bp-cilium` for that slot, '' for the kit. */
  readonly at: string;
}

/** What is wrong with a kit and with each of its rows by themselves, whatever they are. */
export function issuesInRows(rows: unknown): ShapeIssues {
  const kit = issuesInPart(rows, { schema: KitShape, remedies: kitRemedies, at: '' });
  return together([kit, ...slotsIn(rows).map(issuesInRow)]);
}

/** The same of one row; `index` is its place in `slots`. */
export function issuesInRow(slot: unknown, index: number): ShapeIssues {
  return issuesInPart(slot, { schema: SlotShape, remedies: slotRemedies, at: nameOf(slot) ?? `slots[${index}]` });
}

/** The Issues of several parts. */
export function together(parts: readonly ShapeIssues[]): ShapeIssues {
  return { issues: parts.flatMap(({ issues }) => issues), isBroken: parts.some(({ isBroken }) => isBroken) };
}

function slotsIn(rows: unknown): readonly unknown[] {
  if (typeof rows !== 'object' || rows === null || !('slots' in rows)) return [];
  return Array.isArray(rows.slots) ? (rows.slots as readonly unknown[]) : [];
}

function nameOf(slot: unknown): string | undefined {
  if (typeof slot !== 'object' || slot === null || !('name' in slot)) return undefined;
  return typeof slot.name === 'string' && slot.name !== '' ? slot.name : undefined;
}

/** What is wrong with a part of a kit by itself, whatever it is. */
export function issuesInPart(input: unknown, { schema, remedies, at }: Part): ShapeIssues {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { issues: [], isBroken: false };
  const issues = issuesOf(parsed.error, { file: '', input, schema, remedies }).map((issue) => {
    return { ...issue, field: fieldBelow(at, issue.field) };
  });
  return { issues, isBroken: parsed.error.issues.some((issue) => !isHarmless(issue)) };
}

function isHarmless(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'custom') return issue.params?.['code'] !== 'wrong-type';
  return harmless.has(issue.code);
}

/** Codes of zod for values of the right type that are not right. */
const harmless = new Set<string>(['invalid_format', 'too_small', 'unrecognized_keys']);

function fieldBelow(at: string, field: string): string {
  if (field === 'default export') return at === '' ? 'default export' : at;
  if (at === '') return field;
  return field.startsWith('[') ? `${at}${field}` : `${at}.${field}`;
}
