import { type Issue, pickOne, type Result, resultOf } from '@sovereign-fleet/domain';
import type { z } from 'zod';

/** The `file` of an Issue in what a person typed. */
export const commandLine = 'command line';

/** A generator or a target of Nx, or a script of npm. */
export interface Command {
  /** The `file` of Issues in its options: `acme:render`. */
  readonly name: string;
  /** Which command takes an option that this one does not take, by the option as it is typed. */
  readonly otherCommands?: Readonly<Record<string, string>>;
  /** Options that are read before ours are, as they are typed: by Nx, or `--help`. */
  readonly otherOptions?: readonly string[];
}

/** Options by their names in a schema. `_` holds the words without an option, as Nx collects them. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/**
 * The options of a command, or every Issue in them. Every generator, target and script of npm comes through here, so
 * that all of them refuse in the same words. Nx checks nothing itself: it would end a batch with a stack trace.
 */
export function parseOptions<S extends z.ZodObject>(
  schema: S,
  given: GivenOptions,
  command: Command,
): Result<z.output<S>> {
  // Nx adds `verbose` to the options of a target that takes any.
  const { verbose, ...withoutVerbose } = given;
  const { _: words = [], ...options } = typeof verbose === 'boolean' ? withoutVerbose : given;
  const issuesOfWords = [words].flat().map((word) => issueOfWord(word, command));
  const parsed = schema.safeParse(options);
  if (parsed.success) return resultOf(issuesOfWords, () => parsed.data);
  const issues = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => issueOfUnknown([flagOf(key), options[key]], schema, command))
      : [issueOfValue(issue, options, command)],
  );
  return { ok: false, issues: [...issuesOfWords, ...issues] };
}

/** An option that a command does not know, with the nearest that it knows. */
export function issueOfUnknown(
  [option, value]: readonly [option: string, value: unknown],
  schema: z.ZodObject,
  { name, otherCommands = {}, otherOptions = [] }: Command,
): Issue {
  const known = [...Object.keys(schema.shape).map(flagOf), ...otherOptions];
  const other = Object.hasOwn(otherCommands, option) ? otherCommands[option] : undefined;
  return {
    file: name,
    field: option,
    value,
    problem: 'there is no such option',
    remedy: other ?? pickOne(option, known),
  };
}

/** `--dry-run` for `dryRun`: an option as people type it. */
export function flagOf(key: string): string {
  return `--${key.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function issueOfWord(value: unknown, { name }: Command): Issue {
  const remedy = 'Leave it out, or write it as the value of an option: --option=value';
  return { file: name, field: 'argument', value, problem: 'no option comes before it', remedy };
}

function issueOfValue(issue: z.core.$ZodIssue, given: GivenOptions, { name }: Command): Issue {
  const key = String(issue.path[0]);
  const option = flagOf(key);
  const isFlag = issue.code === 'invalid_type' && issue.expected === 'boolean';
  const problem = isFlag ? 'it is on or off' : 'it needs one value';
  const remedy = isFlag ? `Write ${option}, or leave it out` : `Write ${option}=<value>`;
  return { file: name, field: option, value: given[key], problem, remedy };
}
