import { valueOf } from '@sovereign-fleet/domain';
import { type FuzzCommand, fuzzHelp, parseFuzzCommand } from './command-line';
import type { Fault } from './fuzz-kind';
import { type Fuzzer, fuzzers } from './kinds';
import { countOf, faultText, summaryLine } from './report';
import { watchInputs } from './watch-input';

const secondsBetweenLines = 10;

async function main(args: readonly string[]): Promise<number> {
  const names = fuzzers.map(({ name }) => name);
  const newSeed = Date.now() % 100_000_000;
  const parsed = valueOf(parseFuzzCommand({ args, environment: process.env }, names, newSeed));
  if (parsed === 'help') {
    process.stdout.write(fuzzHelp(names));
    return 0;
  }
  const chosen = fuzzers.filter(({ name }) => parsed.kinds.includes(name));
  const run = parsed.show ? showInputs : fuzzInputs;
  let faults = 0;
  for (const fuzzer of chosen) faults += await run(fuzzer, parsed);
  return faults === 0 ? 0 : 1;
}

function showInputs({ name, show }: Fuzzer, { inputs, seed }: FuzzCommand): Promise<number> {
  for (let at = seed; at < seed + inputs; at += 1) process.stdout.write(`${name}, seed ${at}:\n${show(at)}\n`);
  return Promise.resolve(0);
}

async function fuzzInputs({ name, fuzz }: Fuzzer, { inputs, seed }: FuzzCommand): Promise<number> {
  process.stderr.write(`${name}: ${countOf(inputs, 'input')} from seed ${seed} on\n`);
  const { begin, end } = watchInputs(name);
  const tell = (fault: Fault): void => void process.stdout.write(faultText(name, fault));
  const fuzzed = await fuzz({ inputs, seed, begin, progress: progressOf(name, inputs), tell });
  await end(); // the next kind has a watch of its own
  process.stdout.write(`${summaryLine(fuzzed)}\n`);
  return fuzzed.faults.length;
}

/** A line now and then. */
function progressOf(name: string, inputs: number): (done: number, faults: number) => void {
  let told = performance.now();
  return (done, faults) => {
    if (performance.now() - told < secondsBetweenLines * 1000) return;
    told = performance.now();
    process.stderr.write(`${name}: ${done} of ${inputs}, ${countOf(faults, 'fault')}\n`);
  };
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
