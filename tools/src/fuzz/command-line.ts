import type { Issue, Result } from '@sovereign-fleet/domain';
import { parseArguments } from '@sovereign-fleet/workspace/command';
import { z } from 'zod';

const number = (least: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least);

const FuzzOptionsShape = z.strictObject({
  inputs: number(1).optional(),
  seed: number(0).optional(),
  show: z.boolean().optional(),
});

export interface FuzzCommand {
  /** Names of kinds. */
  readonly kinds: readonly string[];
  readonly inputs: number;
  readonly seed: number;
  readonly show: boolean;
}

const command = { name: 'npm run fuzz', takesWords: true };
const inputsWithoutSeed = 500;

export function fuzzHelp(kinds: readonly string[]): string {
  return `Gives inputs that nobody would write to the loader of specs, the renderer and the review, by real programs.

  npm run fuzz -- [<kind> …] [options]

Kinds: ${kinds.join(', ')}. Without one: all of them.

  --inputs=<number>  How many of each kind: ${inputsWithoutSeed}, or 1 where a seed is given
  --seed=<number>    The seed of the first input; each later one has the next number. Without it: another in each run
  --show             Print the inputs, and give them to nothing
  -h, --help         Print this

An input is made by its seed alone: "npm run fuzz -- trees --seed=812" makes that of a fault again.
It is a fault when something is thrown that is no Issue and no problem of a render, when an input takes more than 10
seconds, when the second answer to it is another one, and when a report has markup or characters that nobody sees.
Faults go to standard output, with a line for each kind; progress goes to standard error. Ends with 1 where there is a
fault, else with 0.
`;
}

/** What to fuzz, `help`, or every Issue in what was typed. `newSeed` is for who gives none. */
export function parseFuzzCommand(
  line: Parameters<typeof parseArguments>[1],
  known: readonly string[],
  newSeed: number,
): Result<FuzzCommand | 'help'> {
  const parsed = parseArguments(FuzzOptionsShape, line, command);
  if (!parsed.ok || parsed.value === 'help') return parsed.ok ? { ok: true, value: 'help' } : parsed;
  const { words, options } = parsed.value;
  const unknown = words.filter((word) => !known.includes(word));
  if (unknown.length > 0) return { ok: false, issues: unknown.map((word) => issueOfKind(word, known)) };
  const { seed, inputs = seed === undefined ? inputsWithoutSeed : 1, show = false } = options;
  return { ok: true, value: { kinds: words.length === 0 ? known : words, inputs, seed: seed ?? newSeed, show } };
}

function issueOfKind(value: string, known: readonly string[]): Issue {
  const remedy = `Write one of ${known.join(', ')}`;
  return { file: command.name, field: 'kind', value, problem: 'there is no such kind of input', remedy };
}
