import type { z } from 'zod';
import type { Issue, IssueCode, Refusal } from './issue';
import { nearest, pickOne } from './nearest';
import { keysAt, patternOf } from './schema-path';

/**
 * What to write into a field, by the field: `regions[].key`. `[]` stands for any index, and `*` for any key of a
 * record.
 */
export type Remedies = Readonly<Record<string, string>>;

export interface Source {
  /** The file that the input came from, as the Issues name it. */
  readonly file: string;
  readonly input: unknown;
  /** By which the input was parsed: the known keys are those that it has. */
  readonly schema: z.ZodType;
  readonly remedies: Remedies;
}

type ZodIssue = z.core.$ZodIssue;

/** Every problem that zod found, as Issues in zod's order. */
export function issuesOf(error: z.ZodError, source: Source): readonly Issue[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issuesOfUnknownKeys(issue, source) : [issueOf(issue, source)],
  );
}

/** A refusal as what `addIssue` of zod takes. */
export function asZodIssue({ code, problem, remedy }: Refusal) {
  return { code: 'custom' as const, message: problem, params: { code, remedy } };
}

/** A path as one would write it in TypeScript: `regions[1].overrides["bp-cilium"].cilium`. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    return /^[A-Za-z_]\w*$/.test(String(part)) ? `.${String(part)}` : `[${JSON.stringify(String(part))}]`;
  });
  return parts.join('').replace(/^\./, '') || 'default export';
}

/** The keys of a field that `fieldOf` wrote: numbers of lists stay numbers. */
export function keysOf(field: string): readonly (string | number)[] {
  const parts = field.match(/[^.[\]"]+(?=[.[]|$)|\[\d+\]|\["(?:[^"\\]|\\.)*"\]/g) ?? [];
  return parts.map((part) => {
    return part.startsWith('[') ? (JSON.parse(part.slice(1, -1)) as string | number) : part; // `fieldOf` wrote JSON
  });
}

function issueOf(issue: ZodIssue, { file, input, schema, remedies }: Source): Issue {
  const value = valueAt(input, issue.path);
  const remedy = remedies[patternOf(schema, issue.path)] ?? remedyOfType(issue);
  const near = issue.code === 'invalid_value' ? pickOne(value, issue.values.map(String)) : undefined;
  const own: unknown = issue.code === 'custom' ? issue.params?.['remedy'] : undefined;
  return {
    file,
    field: fieldOf(issue.path),
    value,
    code: codeOf(issue, value),
    problem: problemOf(issue, value),
    remedy: typeof own === 'string' ? own : (near ?? remedy),
  };
}

/** What to write where the field has no remedy of its own. */
function remedyOfType(issue: ZodIssue): string {
  const expected = issue.code === 'invalid_type' ? issue.expected : undefined;
  return (expected === undefined ? undefined : remediesOfTypes[expected]) ?? 'Write it as the types say';
}

const remediesOfTypes: Readonly<Record<string, string>> = {
  array: 'Write a list',
  boolean: 'Write true or false',
  int: 'Write a whole number',
  number: 'Write a number',
  object: 'Write a map',
  record: 'Write a map',
  string: 'Write a text',
};

function codeOf(issue: ZodIssue, value: unknown): IssueCode {
  // A custom issue is made by `asZodIssue`, or by a check of zod's own that has no code to give.
  if (issue.code === 'custom') return (issue.params?.['code'] as IssueCode | undefined) ?? 'malformed';
  return value === undefined ? 'missing' : (codes[issue.code] ?? 'malformed');
}

const codes: Partial<Record<ZodIssue['code'], IssueCode>> = {
  invalid_type: 'wrong-type',
  invalid_union: 'wrong-type',
  too_small: 'out-of-range',
  too_big: 'out-of-range',
  not_multiple_of: 'out-of-range',
  invalid_value: 'unknown-value',
  unrecognized_keys: 'unknown-key',
};

function problemOf(issue: ZodIssue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'it must be given';
  if (issue.code === 'invalid_type') return `it must be ${article(issue.expected)}`;
  if (issue.code === 'too_small') return `it must have at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `it must have at most ${issue.maximum}`;
  return issue.code === 'invalid_value' ? 'there is no such value' : issue.message;
}

function article(type: string): string {
  if (type === 'array') return 'a list';
  if (type === 'int') return 'a whole number';
  return type === 'object' || type === 'record' ? 'an object' : `a ${type}`;
}

function issuesOfUnknownKeys(issue: ZodIssue & { code: 'unrecognized_keys' }, source: Source): readonly Issue[] {
  const parent = valueAt(source.input, issue.path);
  return issue.keys.map((key) => ({
    file: source.file,
    field: fieldOf([...issue.path, key]),
    value: valueAt(parent, [key]),
    code: 'unknown-key',
    problem: 'there is no such key',
    remedy: remedyForKey(key, keysAt(source.schema, issue.path), parent),
  }));
}

/** Of the keys that are like it, one that the object does not have yet is the likelier. */
function remedyForKey(key: string, known: readonly string[], parent: unknown): string {
  const free = known.filter((name) => valueAt(parent, [name]) === undefined);
  const near = nearest(key, free) ?? nearest(key, known);
  return near === undefined ? `Remove it; the keys are ${known.join(', ')}` : `Write "${near}"`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  // Own properties only; what is not an object has none.
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    input,
  );
}
