import { parseArgs } from 'node:util';
import { type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { z } from 'zod';
import { type Command, flagOf, issueOfUnknown, parseOptions } from './options';

/** What a person typed after the name of a command. */
export interface CommandLine {
  readonly args: readonly string[];
  /** As a script of npm: npm keeps options to itself that stand before its `--`, and leaves them here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Arguments<T> {
  readonly options: T;
  /** Words without an option, in their order. */
  readonly words: readonly string[];
}

/** A command of the shell. */
export interface ShellCommand extends Command {
  /** Whether it takes words without an option, such as names of Sovereigns. */
  readonly takesWords?: boolean;
}

/**
 * The options of a command of the shell, or `help` where a person asked for that; else every Issue, in the words of
 * `parseOptions`.
 */
export function parseArguments<S extends z.ZodObject>(
  schema: S,
  { args, environment }: CommandLine,
  shellCommand: ShellCommand,
): Result<Arguments<z.output<S>> | 'help'> {
  const command = { ...shellCommand, otherOptions: ['--help'] };
  const { given, words, isHelp, unknown } = readArguments(schema, args);
  if (isHelp) return { ok: true, value: 'help' };
  const parsed = parseOptions(schema, command.takesWords === true ? given : { ...given, _: words }, command);
  const issues = [
    ...unknown.map((option) => issueOfUnknown(option, schema, command)),
    ...issuesOfKeptByNpm(schema, environment, command),
    ...(parsed.ok ? [] : parsed.issues),
  ];
  if (!parsed.ok) return { ok: false, issues };
  return resultOf(issues, () => ({ options: parsed.value, words }));
}

interface ReadArguments {
  /** By their names in the schema. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly words: readonly string[];
  readonly isHelp: boolean;
  readonly unknown: readonly (readonly [option: string, value: unknown])[];
}

/** Refuses nothing: the words of `parseArgs` for it would be others than those of `parseOptions`. */
function readArguments(schema: z.ZodObject, args: readonly string[]): ReadArguments {
  const keys = new Map(Object.keys(schema.shape).map((key) => [flagOf(key), key]));
  const flags = new Set([...keys].flatMap(([flag, key]) => (isFlag(schema, key) ? [flag] : [])));
  const known = [...keys.keys()].map((flag) => {
    return [flag.slice(2), { type: flags.has(flag) ? ('boolean' as const) : ('string' as const) }] as const;
  });
  const options = { ...Object.fromEntries(known), help: { type: 'boolean', short: 'h' } as const };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const given: Record<string, unknown> = {};
  const unknown: (readonly [string, unknown])[] = [];
  const typed = tokens.filter((token) => token.kind === 'option');
  for (const { name, rawName, value = true, inlineValue } of typed) {
    const key = keys.get(`--${name}`);
    // Behind an option without its value, `parseArgs` takes the next option for one.
    if (key !== undefined) given[key] = inlineValue === false && value.toString().startsWith('-') ? true : value;
    else if (name !== 'help') unknown.push([rawName, value]);
  }
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return { given, words, isHelp: typed.some(({ name }) => name === 'help'), unknown };
}

function isFlag(schema: z.ZodObject, key: string): boolean {
  const property = z.toJSONSchema(schema, { io: 'input' }).properties?.[key];
  return typeof property === 'object' && property.type === 'boolean';
}

/** A dry run that npm swallowed would write. */
function issuesOfKeptByNpm(
  schema: z.ZodObject,
  environment: CommandLine['environment'],
  { name }: Command,
): readonly Issue[] {
  return Object.keys(schema.shape).flatMap((key) => {
    const flag = flagOf(key);
    const value = environment[`npm_config_${flag.slice(2).replaceAll('-', '_')}`];
    if (value === undefined || value === '') return [];
    const problem = 'npm read it and did not hand it to this command';
    return [{ file: name, field: flag, value, problem, remedy: `Write "npx ${name} ${flag}"` }];
  });
}
