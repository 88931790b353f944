import { quickStart } from './go-start';
import { memoize } from './memoize';
import { memoryLimitMiB } from './memory-limit';
import { runProgram, type ProgramCall, type ProgramOutput } from './program';
import { installRemedy } from './program-end';
import { steadyWords } from '../contract/steady-words';
import { failure, type Outcome } from '../contract/failure';

/** How helm and kubectl are asked for their version, and what each answers. */
const versions = [
  { args: ['version', '--short'], answer: /^v\d+\.\d+\./ },
  { args: ['version', '--client'], answer: /^Kustomize Version: v\d+\.\d+\./m },
];

/**
 * Runs helm or kubectl with a limit of memory. One that ends well and says nothing may have nothing to say, as for a
 * chart without objects; then it is asked for its version. One that is silent there, too, is no such program.
 */
export async function runGoProgram(call: Omit<ProgramCall, 'memoryLimitMiB'>): Promise<Outcome<ProgramOutput>> {
  const ran = await runProgram({ ...call, memoryLimitMiB });
  if (!ran.ok) return { ...ran, reason: steadyWords(ran.reason) };
  if (ran.value.stdout.trim() !== '' || (await saysVersion(call))) return ran;
  const reason = `${call.program} ended well and said nothing, also when it was asked for its version`;
  return failure('program-missing', reason, installRemedy);
}

async function saysVersion({ program, env }: Pick<ProgramCall, 'program' | 'env'>): Promise<boolean> {
  for (const { args, answer } of versions) {
    const said = await printedVersion({ program, args, env });
    if (said.ok && answer.test(said.value)) return true;
  }
  return false;
}

type Question = Pick<ProgramCall, 'program' | 'args' | 'env'>;

const secondsForVersion = 30;

/**
 * What a program prints when it is asked for its version by these arguments, or why it prints nothing. Each is asked
 * once in a process, in our own environment if none is given.
 */
export const printedVersion = memoize(
  ({ program, args }) => JSON.stringify([program, args]),
  async ({ program, args, env = { ...process.env, ...quickStart } }: Question): Promise<Outcome<string>> => {
    const printed = await runProgram({ program, args, env, timeoutSeconds: secondsForVersion, memoryLimitMiB });
    return printed.ok ? { ok: true, value: printed.value.stdout.trim() } : printed;
  },
);
