import { type Issue, pickOne, type Result, resultOf } from '@sovereign-fleet/domain';
import type { z } from 'zod';

/** The `file` of an Issue in what a person typed. */
export const commandLine = 'command line';

/** A target of Nx, or a script of npm, as a person typed it. */
export interface Command {
  /** `acme:render`. */
  readonly name: string;
  /** What to do about options that are another command's, by the option as it is typed. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Options that Nx reads itself, as they are typed. */
  readonly ofNx?: readonly string[];
}

/**
 * The options of a target as Nx hands them over, or every Issue in them. Nx leaves them to us, since it ends a batch
 * with a stack trace where they are not what its schema says.
 */
export function parseTargetOptions<S extends z.ZodObject>(
  schema: S,
  given: Readonly<Record<string, unknown>>,
  command: Command,
): Result<z.output<S>> {
  // Nx adds it to those of a target that is open to any.
  const { verbose, ...options } = given;
  const { _: words, ...named } = typeof verbose === 'boolean' ? options : given;
  const parsed = schema.safeParse(named);
  const found = words === undefined ? [] : [issueOfWords(words, command)];
  if (parsed.success) return resultOf(found, () => parsed.data);
  const known = [...Object.keys(schema.shape).map(asTyped), ...(command.ofNx ?? [])];
  const issues = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => issueOfUnknown([asTyped(key), named[key]], known, command))
      : [issueOfValue(issue, named, command)],
  );
  return { ok: false, issues: [...found, ...issues] };
}

/** An option that a command does not know, with the nearest that it knows. */
export function issueOfUnknown(
  [option, value]: readonly [option: string, value: unknown],
  known: readonly string[],
  { name, elsewhere = {} }: Command,
): Issue {
  const other = Object.hasOwn(elsewhere, option) ? elsewhere[option] : undefined;
  const remedy = other ?? pickOne(option, known);
  return { file: name, field: option, value, problem: 'there is no such option', remedy };
}

/** `--dry-run` for `dryRun`. */
export function asTyped(key: string): string {
  return `--${key.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function issueOfWords(value: unknown, { name }: Command): Issue {
  const remedy = 'Leave it out, or write it as the value of an option: --option=value';
  return { file: name, field: 'argument', value, problem: 'no option comes before it', remedy };
}

function issueOfValue(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>, { name }: Command): Issue {
  const key = String(issue.path[0]);
  const option = asTyped(key);
  const isFlag = issue.code === 'invalid_type' && issue.expected === 'boolean';
  const problem = isFlag ? 'it is on or off' : 'it needs one value';
  const remedy = isFlag ? `Write ${option}, or leave it out` : `Write ${option}=<value>`;
  return { file: name, field: option, value: given[key], problem, remedy };
}
