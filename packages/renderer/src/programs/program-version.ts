import { quickStart } from './go-start';
import { memoize } from './memoize';
import { memoryLimitMiB } from './memory-limit';
import { runProgram, type ProgramCall } from './program';
import type { Outcome } from '../contract/failure';

const timeoutSeconds = 30;

/**
 * What a program prints when it is asked for its version by these arguments, or why it prints nothing. Each is asked
 * once in a process, in our own environment if none is given.
 */
export const printedVersion = memoize(
  ({ program, args }) => JSON.stringify([program, args]),
  async ({
    program,
    args,
    env = { ...process.env, ...quickStart },
  }: Pick<ProgramCall, 'program' | 'args' | 'env'>): Promise<Outcome<string>> => {
    const printed = await runProgram({ program, args, env, timeoutSeconds, memoryLimitMiB });
    return printed.ok ? { ok: true, value: printed.value.stdout.trim() } : printed;
  },
);
