import type { Fault, Fuzzed } from './fuzz-kind';

/** `specs: 500 inputs (seeds 812 to 1311) in 31 s, the slowest 0.4 s (seed 900): 1 fault`. */
export function summaryLine({ name, seed, inputs, seconds, slowest, faults }: Fuzzed): string {
  const last = seed + Math.max(inputs, 1) - 1;
  const seeds = last === seed ? `seed ${seed}` : `seeds ${seed} to ${last}`;
  const given =
    slowest.inputs > 1
      ? `seeds ${slowest.seed} to ${slowest.seed + slowest.inputs - 1} at once`
      : `seed ${slowest.seed}`;
  const taken = `in ${seconds.toFixed(0)} s, the slowest ${slowest.seconds.toFixed(1)} s (${given})`;
  return `${name}: ${countOf(inputs, 'input')} (${seeds}) ${taken}: ${countOf(faults.length, 'fault')}`;
}

/** What is wrong, and how to make it again. */
export function faultText(name: string, { seed, problem }: Fault): string {
  return `${name}, seed ${seed}: ${problem}\n  Again: npm run fuzz -- ${name} --seed=${seed}\n`;
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
