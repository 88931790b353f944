import { wrapEachCall } from '../forge/wrap-each-call';
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Budget } from './budget';

/** The same Forge, in which each call waits for its turn, and the budget learns of each limit that GitHub reports. */
export function pacedForge(forge: Forge, budget: Budget): Forge {
  return wrapEachCall(forge, async (method, call) => {
    await budget.waitForTurn(method);
    try {
      return await call();
    } catch (error) {
      if (error instanceof ForgeError && error.code === 'limit') budget.recordStrike(error.retryAfter);
      throw error;
    } finally {
      budget.countRequests(method);
    }
  });
}
