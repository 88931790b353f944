import { wrapEachCall } from '../forge/wrap-each-call';
import type { Budget } from './budget';
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';

/** A Forge of which each call waits for its turn, and of which the budget hears when it was too much all the same. */
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
