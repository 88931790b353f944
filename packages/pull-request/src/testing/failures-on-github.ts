// For tests: how calls of a Forge fail, and what is said then.
import { describeFailure, ForgeError } from '../forge/forge-error';

/** The last sentence of a failure, by what went wrong. */
export const remedies = {
  later: 'Run it again later: it goes on where it stopped.',
  connection: 'Check the connection and run it again: what was done is found and kept.',
  twice: 'Raced: somebody else changed it at the same time, twice. Run it again.',
  names: 'Check the names of the repository and the base branch; it looks like this too where a permission is missing.',
  rules: 'Read what the fleet repository says of it; a rule of a branch may be in the way.',
};

/** What a call failed with, and the line that people read. */
export async function failureOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ForgeError)) throw new Error('It did not fail as it should', { cause: error });
  const { code, retryAfter } = error;
  return { code, says: describeFailure(error), ...(retryAfter !== undefined && { retryAfter }) };
}
