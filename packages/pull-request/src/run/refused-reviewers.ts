import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { isLastingRefusal } from '../forge/retry';
import { nobody } from '../forge/reviewers';
import { wrapEachCall } from '../forge/wrap-each-call';
import type { ProposeOptions } from '../reconcile/plan';

/** GitHub refuses the whole list for one unknown login, so a run stops asking after the first refusal. */
export interface ReviewerRefusals {
  /** Whether reviewers were refused in this run. */
  reviewers: boolean;
}

/** The same Forge, which notes in `refusals` when reviewers are refused. */
export function watchReviewerRefusals(forge: Forge, refusals: ReviewerRefusals): Forge {
  return wrapEachCall(forge, async (method, call) => {
    try {
      return await call();
    } catch (error) {
      if (method === 'requestReviewers' && error instanceof ForgeError && isLastingRefusal(error))
        refusals.reviewers = true;
      throw error;
    }
  });
}

/** The options without reviewers, if they would be refused again. */
export function withoutRefusedReviewers(options: ProposeOptions, { reviewers }: ReviewerRefusals): ProposeOptions {
  return reviewers ? { ...options, reviewers: nobody } : options;
}
