import { ForgeError, type ForgeErrorKind } from './forge-error';
import { type Headers, secondsToWait } from './octokit-limits';

/** An answer that is not what was asked for, or none at all. */
export interface Failure {
  /** Undefined where no answer came. */
  readonly status?: number;
  /** GitHub's words, or those of the network. */
  readonly text: string;
  readonly headers: Headers;
  /** Method and path, as GitHub documents them. */
  readonly route: string;
}

/** Where it failed, for the message and for the time to wait. */
export interface FailedAt {
  /** What was asked, in words. */
  readonly operation: string;
  /** `acme/fleet`. */
  readonly repository: string;
  readonly host: string;
  readonly now: Date;
}

interface Verdict {
  readonly kind: ForgeErrorKind;
  readonly why: string;
  readonly permission?: string;
  readonly retryAfter?: number;
}

/** Says of a failure which kind it is, in words that tell what to do. */
export function forgeErrorOf(failure: Failure, at: FailedAt): ForgeError {
  const { kind, why, ...facts } = verdictOn(failure, at);
  return new ForgeError(kind, `Cannot ${at.operation} in ${at.repository}: ${why}`, {
    operation: at.operation,
    ...facts,
  });
}

function verdictOn(failure: Failure, at: FailedAt): Verdict {
  const { status, text } = failure;
  if (status === undefined) return unreachable(at, `gave no answer (${text})`, 'Check the network and the URL');
  if (isLimit(failure)) return limited(failure, at);
  if (status === 401) return unauthenticated;
  if (status === 403) return forbidden(failure);
  if (status === 404) return notFound(failure);
  if (status >= 500) return unreachable(at, `answered ${status}`, 'It may have been done all the same; run again');
  return isConflict(failure) ? conflicting(failure) : refusedFor(failure);
}

function unreachable({ host }: FailedAt, what: string, remedy: string): Verdict {
  return { kind: 'unreachable', why: `${host} ${what}. ${remedy}.` };
}

const limitWords = /secondary rate|rate limit|abuse detection|submitted too quickly/i;

/** By its words too, since GitHub says it by 403, 422 and 429, and not always with a header. */
function isLimit({ status, text, headers }: Failure): boolean {
  if (status === 429) return true;
  if (status !== 403 && status !== 422) return false;
  if (limitWords.test(text)) return true;
  return status === 403 && (headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0');
}

function limited({ status, headers }: Failure, { host, now }: FailedAt): Verdict {
  const retryAfter = secondsToWait(headers, now);
  const why = `it was too much in too short a time for ${host} (${status ?? ''}). Ask again in ${retryAfter} seconds.`;
  return { kind: 'limit', why, retryAfter };
}

const unauthenticated: Verdict = {
  kind: 'authentication',
  why: 'the token or the key is not valid (401). Give one that is, and has not expired.',
};

function forbidden({ text, headers, route }: Failure): Verdict {
  if (/archived/i.test(text)) {
    return { kind: 'refused', why: 'the repository is archived, so nobody can write to it (403). Unarchive it.' };
  }
  if (headers['x-github-sso'] !== undefined) {
    const why = 'the organization wants single sign-on of the token (403). Authorize the token for it.';
    return { kind: 'permission', why };
  }
  if (isProtection(text)) return refused(403, text);
  const permission = permissionIn(headers) ?? usualPermission(route);
  const why = `it may not, since it lacks the permission ${permission} (403: ${text}). Give it to the App or the token.`;
  return { kind: 'permission', why, permission };
}

function permissionIn(headers: Headers): string | undefined {
  const text = String(headers['x-accepted-github-permissions'] ?? '');
  return /^[a-z_]+=[a-z]+([,;] ?[a-z_]+=[a-z]+)*$/.test(text) ? text.replaceAll(';', ' or') : undefined;
}

/** Where GitHub does not tell which, as to a classic token. */
function usualPermission(route: string): string {
  const access = route.startsWith('GET ') ? 'read' : 'write';
  if (route.endsWith('/status')) return `statuses=${access}`;
  return `${/\/(pulls|issues)\b/.test(route) ? 'pull_requests' : 'contents'}=${access}`;
}

function notFound({ text }: Failure): Verdict {
  const hint = 'To a token that lacks a permission, GitHub looks like this too: check its repositories and permissions';
  return { kind: 'not-found', why: `it is not there (404: ${text}). ${hint}.` };
}

const conflictWords =
  /already exists|reference does not exist|not a fast forward|no commits between|base branch was modified/i;

function isConflict({ status, text }: Failure): boolean {
  if (status === 409) return !/repository is empty/i.test(text);
  return status === 423 || conflictWords.test(text);
}

function conflicting({ status, text }: Failure): Verdict {
  const why = `somebody else was first (${status ?? ''}: ${text}). Run again: it begins from what there is by then.`;
  return { kind: 'conflict', why };
}

function refusedFor({ status = 0, text }: Failure): Verdict {
  // GitHub's databases may be behind: what was just created is not to be found for a moment.
  if (/could not resolve to a node/i.test(text)) return { kind: 'not-found', why: `it is not there yet (${status}).` };
  return refused(status, text);
}

function refused(status: number, text: string): Verdict {
  const protectedBy = 'Let the App or the token past the rule that protects the branch, or name another branch';
  const remedy = isProtection(text) ? ` ${protectedBy}.` : '';
  return { kind: 'refused', why: `GitHub refuses it (${status}: ${text}).${remedy}` };
}

function isProtection(text: string): boolean {
  return /protected branch|rule violation|must be made through a pull request/i.test(text);
}
