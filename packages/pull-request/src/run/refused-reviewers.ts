import { wrapEachCall } from '../forge/wrap-each-call';
import type { Forge } from '../forge/forge';
import { ForgeError, type ForgeErrorCode } from '../forge/forge-error';
import type { ProposeOptions } from '../reconcile/plan';
import { nobody } from '../forge/reviewers';

/** Whether reviewers were refused in this run: a stranger among them is one to every pull request. */
export interface ReviewerRefusals {
  reviewers: boolean;
}

const lasting: readonly ForgeErrorCode[] = ['refused', 'permission', 'not-found'];

export function watchReviewerRefusals(forge: Forge, refusals: ReviewerRefusals): Forge {
  return wrapEachCall(forge, async (method, call) => {
    try {
      return await call();
    } catch (error) {
      const isRefused = error instanceof ForgeError && lasting.includes(error.code);
      if (method === 'requestReviewers' && isRefused) refusals.reviewers = true;
      throw error;
    }
  });
}

/** The options without reviewers that would be refused again, each time by a request that counts. */
export function withoutRefusedReviewers(options: ProposeOptions, { reviewers }: ReviewerRefusals): ProposeOptions {
  return reviewers ? { ...options, reviewers: nobody } : options;
}
