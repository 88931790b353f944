/**
 * Takes every measurement in turn, `repetitions` times, so that a busy machine disturbs all of them alike. Prints its
 * progress to standard error.
 */
export function takeInTurn<Name extends string, T>(
  repetitions: number,
  measurements: Readonly<Record<Name, (repetition: number) => T>>,
): Readonly<Record<Name, readonly T[]>> {
  const names = Object.keys(measurements) as Name[]; // string[] whatever the keys
  const samples = {} as Record<Name, T[]>; // filled on the next line
  for (const name of names) samples[name] = [];
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const name of names) {
      process.stderr.write(`${name}: ${repetition} of ${repetitions}\n`);
      samples[name].push(measurements[name](repetition));
    }
  }
  return samples;
}

/** Of wall times: what disturbs one of them makes it longer. */
export function shortest(milliseconds: readonly number[]): number {
  return Math.min(...milliseconds);
}

/** The median CPU time of an odd number of measurements. */
export function medianCpu(sample: readonly { readonly cpu: number }[]): number {
  const sorted = sample.map(({ cpu }) => cpu).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Ends the benchmark if a measurement was not of what it should be of. */
export function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the benchmark does not measure what it should: it does not hold that ${what}`);
}
