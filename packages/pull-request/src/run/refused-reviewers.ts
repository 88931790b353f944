import { aroundEach } from '../forge/around-each';
import type { Forge } from '../forge/forge';
import { ForgeError, type ForgeErrorKind } from '../forge/forge-error';
import type { ProposeOptions } from '../reconcile/plan';
import { nobody } from '../forge/reviewers';

/** Whether reviewers were refused in this run: a stranger among them is one to every pull request. */
export interface Refusals {
  reviewers: boolean;
}

const lasting: readonly ForgeErrorKind[] = ['refused', 'permission', 'not-found'];

export function notingRefusals(forge: Forge, refusals: Refusals): Forge {
  return aroundEach(forge, async (method, call) => {
    try {
      return await call();
    } catch (error) {
      const isRefused = error instanceof ForgeError && lasting.includes(error.kind);
      if (method === 'requestReviewers' && isRefused) refusals.reviewers = true;
      throw error;
    }
  });
}

/** The options without reviewers that would be refused again, each time by a request that counts. */
export function withoutRefused(options: ProposeOptions, { reviewers }: Refusals): ProposeOptions {
  return reviewers ? { ...options, reviewers: nobody } : options;
}
