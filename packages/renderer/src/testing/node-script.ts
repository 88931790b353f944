// For tests: programs that do what a test wants of them.
import { type ProgramCall, runProgram } from '../programs/program';

/** A program that is on every machine of ours. */
export const node = process.execPath;
/** A call of it that runs a text. */
export const nodeScript = (text: string, more: Partial<ProgramCall> = {}): ProgramCall => ({
  program: node,
  args: ['-e', text],
  timeoutSeconds: 60,
  ...more,
});
/** The text of one that does not end in time. */
export const sleeping = 'setTimeout(() => undefined, 20000)';
/** Why a call failed. */
export const reasonOf = async (call: ProgramCall): Promise<string> => {
  const outcome = await runProgram(call);
  return outcome.ok ? '' : outcome.reason;
};
