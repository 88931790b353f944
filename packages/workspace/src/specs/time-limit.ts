import { createContext, Script } from 'node:vm';

/** How long a person's file may take to be loaded and read. One takes some milliseconds. */
export const secondsToLoad = 10;

/** V8 stops what a script has begun, and nothing else: so one in a context of its own calls us. */
const script = new Script('run()');
const runner = { run: (): void => undefined };
const context = createContext(runner);

export const endless = Symbol('it had not ended in time');

/**
 * What `work` gives, or `endless` where it had not ended after so many seconds. It is stopped wherever it is, past
 * every `catch` and `finally`, so that modules are left that are loaded by half.
 */
export function withTimeLimit<T>(work: () => T, seconds: number): T | typeof endless {
  let result: T | typeof endless = endless;
  runner.run = () => {
    result = work();
  };
  try {
    script.runInContext(context, { timeout: seconds * 1000 });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  return result;
}

/** The error comes from the other context, which has an `Error` of its own: `instanceof` does not know it. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
