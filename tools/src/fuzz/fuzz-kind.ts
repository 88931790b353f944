import fc, { type Arbitrary } from 'fast-check';
import { addAll } from '@sovereign-fleet/domain';
import type { Kind, Subject } from './kind';

/** How long one input may take. */
const secondsOfInput = 10;

/** So many faults are enough to begin with. */
const mostFaults = 20;

/** Of so many second answers one is made without those that are kept. */
const anewEvery = 10;

export interface FuzzOptions {
  readonly inputs: number;
  /** Of the first input. Each later one has the next number. */
  readonly seed: number;
  /** Gets the seed of the first input before it is given, so that an input without an end has a name. */
  readonly begin?: (seed: number) => void;
  readonly progress?: (done: number, faults: number) => void;
  /** Gets each fault as soon as it is found: a run may take an hour. */
  readonly tell?: (fault: Fault) => void;
}

export interface Fault {
  readonly seed: number;
  readonly problem: string;
}

export interface Fuzzed {
  readonly name: string;
  readonly seed: number;
  readonly inputs: number;
  readonly seconds: number;
  readonly slowest: Slowest;
  readonly faults: readonly Fault[];
}

/** The inputs that were given at once and took longest. */
interface Slowest {
  readonly seed: number;
  readonly inputs: number;
  readonly seconds: number;
}

/** The input of a seed, always the same one. Neighbours have nothing in common. */
export function inputOf<Input>(inputs: Arbitrary<Input>, seed: number): Input {
  const [input] = fc.sample(inputs, { seed: Math.imul(seed, 0x9e3779b1), numRuns: 1 });
  return input as Input; // one was asked for
}

/** Gives inputs one after the other. Ends early when there are many faults. */
export async function fuzzKind<Input>(kind: Kind<Input>, options: FuzzOptions): Promise<Fuzzed> {
  const { seed } = options;
  const start = performance.now();
  const subject = await kind.open();
  try {
    const given = await giveAll(kind, subject, options);
    return { name: kind.name, seed, seconds: secondsSince(start), ...given };
  } finally {
    subject.close();
  }
}

async function giveAll<Input>(
  kind: Kind<Input>,
  subject: Subject<Input>,
  { inputs, seed, begin, progress, tell }: FuzzOptions,
): Promise<Pick<Fuzzed, 'inputs' | 'slowest' | 'faults'>> {
  const faults: Fault[] = [];
  let slowest: Slowest = { seed, inputs: 0, seconds: 0 };
  let done = 0;
  while (done < inputs && faults.length < mostFaults) {
    const first = seed + done;
    const seeds = Array.from({ length: Math.min(kind.atOnce, inputs - done) }, (_, index) => first + index);
    begin?.(first);
    const given = await giveTogether(kind, subject, seeds);
    addAll(faults, given.faults);
    for (const fault of given.faults) tell?.(fault);
    if (given.seconds >= slowest.seconds) slowest = { seed: first, inputs: seeds.length, seconds: given.seconds };
    done += seeds.length;
    progress?.(done, faults.length);
  }
  return { inputs: done, slowest, faults };
}

interface Given {
  readonly seconds: number;
  readonly faults: readonly Fault[];
}

/** Where many at once are at fault, or are slow, each is given alone, so that the fault has a seed. */
async function giveTogether<Input>(
  kind: Kind<Input>,
  subject: Subject<Input>,
  seeds: readonly number[],
): Promise<Given> {
  const given = await give(kind, subject, seeds);
  const isSlow = given.seconds > secondsOfInput;
  if (seeds.length === 1 || (given.faults.length === 0 && !isSlow)) return given;
  const alone: Given[] = [];
  for (const seed of seeds) alone.push(await give(kind, subject, [seed]));
  const faults = alone.flatMap((one) => one.faults);
  return { seconds: given.seconds, faults: faults.length > 0 ? faults : given.faults };
}

async function give<Input>(kind: Kind<Input>, subject: Subject<Input>, seeds: readonly number[]): Promise<Given> {
  const [seed = 0] = seeds;
  const inputs = seeds.map((one) => inputOf(kind.inputs, one));
  const start = performance.now();
  const fail = (problem: string): Given => ({ seconds: secondsSince(start), faults: [{ seed, problem }] });
  try {
    const first = await subject.answer(inputs, 'with kept answers');
    const seconds = secondsSince(start);
    const isSlow = seconds > secondsOfInput && seeds.length === 1;
    const again = performance.now();
    const second = await subject.answer(inputs, isSlow || seed % anewEvery === 0 ? 'anew' : 'with kept answers');
    const differs = first.findIndex((text, index) => text !== second[index]);
    if (differs >= 0) return fail(`its second answer is another: ${difference(first[differs], second[differs])}`);
    // A machine may be busy once.
    if (isSlow && secondsSince(again) > secondsOfInput) return fail(`it takes ${seconds.toFixed(1)} s`);
    return { seconds, faults: [] };
  } catch (error) {
    return fail(error instanceof Error ? (error.stack ?? error.message) : `it threw ${String(error)}`);
  }
}

/** Where two texts begin to differ, with some of each. */
function difference(one = '', other = ''): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [before, after] = [one, other].map((text) => JSON.stringify(text.slice(Math.max(0, at - 40), at + 60)));
  return `${before ?? ''} and then ${after ?? ''}`;
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
