/**
 * Why the fleet repository did not do what was asked.
 * - `limit`: too much, too fast; `retryAfter` says when again. Whatever its status and its words.
 * - `conflict`: somebody else was first (a ref that moved, is there already or is gone; a pull request that is there).
 * - `authentication`: the token is not valid. `permission`: it may not do this; `permission` names what is missing.
 * - `not-found`: the repository or what is in it; to a token without permission, GitHub looks like this too.
 * - `refused`: the request itself is not taken (a validation), whoever sends it, and a protected branch.
 * - `unreachable`: no answer, or a server error: it may have been done all the same.
 */
export type ForgeErrorCode =
  'limit' | 'conflict' | 'authentication' | 'permission' | 'not-found' | 'refused' | 'unreachable';

interface ForgeErrorFacts {
  /** What was asked, in words: `create the branch fleet/acme`. */
  readonly operation: string;
  /** For `limit`: how long to wait, in seconds. */
  readonly retryAfter?: number;
  /** For `permission`: what is missing, such as `contents=write`. */
  readonly permission?: string;
  /** What to do, where that of its kind would lead astray. */
  readonly remedy?: string;
}

/** The message has neither a token nor a request's body, and no `cause` that would have them. */
export class ForgeError extends Error implements ForgeErrorFacts {
  readonly code: ForgeErrorCode;
  readonly operation: string;
  readonly retryAfter?: number;
  readonly permission?: string;
  readonly remedy?: string;

  constructor(kind: ForgeErrorCode, message: string, facts: ForgeErrorFacts) {
    super(message);
    this.code = kind;
    this.operation = facts.operation;
    if (facts.retryAfter !== undefined) this.retryAfter = facts.retryAfter;
    if (facts.permission !== undefined) this.permission = facts.permission;
    if (facts.remedy !== undefined) this.remedy = facts.remedy;
  }
}
