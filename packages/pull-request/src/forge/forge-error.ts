import { type Failure, oneLine } from '@sovereign-fleet/domain';

/**
 * Why the fleet repository did not do what we asked for.
 * - `limit`: we asked too much, too fast. `retryAfter` says when to ask again.
 * - `conflict`: somebody else was first: a ref moved, exists already or is gone, or a pull request exists already.
 * - `authentication`: the token is not valid.
 * - `permission`: the token may not do this; `permission` names what it lacks.
 * - `not-found`: the repository or something in it. GitHub also answers so to a token without permission.
 * - `refused`: GitHub does not accept the request itself, whoever sends it: a validation, or a protected branch.
 * - `unreachable`: no answer, or a server error. The request may have taken effect all the same.
 */
export type ForgeErrorCode =
  'limit' | 'conflict' | 'authentication' | 'permission' | 'not-found' | 'refused' | 'unreachable';

interface ForgeErrorFacts {
  /** What we asked for, in words: `create the branch fleet/acme`. */
  readonly operation: string;
  /** For `limit`: how long to wait, in seconds. */
  readonly retryAfter?: number | undefined;
  /** For `permission`: what the token lacks, such as `contents=write`. */
  readonly permission?: string | undefined;
  /** What to do, where the usual remedy for the code would mislead. */
  readonly remedy?: string;
}

const usualRemedies: Readonly<Record<ForgeErrorCode, string>> = {
  limit: 'Run it again later: it goes on where it stopped',
  conflict: 'Raced: somebody else changed it at the same time, twice. Run it again',
  authentication: 'Give a token that is valid, or the key of an app',
  permission: 'Give the token this permission on the fleet repository',
  'not-found':
    'Check the names of the repository and the base branch; it looks like this too where a permission is missing',
  refused: 'Read what the fleet repository says of it; a rule of a branch may be in the way',
  unreachable: 'Check the connection and run it again: what was done is found and kept',
};

/** Contains neither a token nor the body of a request, and has no `cause` that could contain them. */
export class ForgeError extends Error implements Failure<ForgeErrorCode> {
  readonly code: ForgeErrorCode;
  readonly operation: string;
  readonly remedy: string;
  readonly retryAfter?: number;
  readonly permission?: string;

  constructor(code: ForgeErrorCode, reason: string, facts: ForgeErrorFacts) {
    super(reason);
    this.code = code;
    this.operation = facts.operation;
    this.remedy = facts.remedy ?? usualRemedies[code];
    if (facts.retryAfter !== undefined) this.retryAfter = facts.retryAfter;
    if (facts.permission !== undefined) this.permission = facts.permission;
  }

  /** The message, under the name that a Failure has for it. */
  get reason(): string {
    return this.message;
  }
}

/** What was tried, what happened, and what to do: one line. */
export function describeFailure({ operation, reason, permission, remedy }: ForgeError): string {
  const missing = permission === undefined ? '' : ` (${permission})`;
  const text = `${operation}: ${reason.replace(/\.$/, '')}${missing}. ${remedy}.`;
  return oneLine(text);
}
