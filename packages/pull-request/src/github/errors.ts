import type { Failure } from '@sovereign-fleet/domain';
import { ForgeError, type ForgeErrorCode } from '../forge/forge-error';
import { type Headers, secondsToWait } from './limits';

/** A request that got an error for an answer, or no answer. */
export interface FailedRequest {
  /** Undefined if there was no answer. */
  readonly status?: number;
  /** GitHub's words, or those of the network. */
  readonly text: string;
  readonly headers: Headers;
  /** Method and path, as GitHub documents them. */
  readonly route: string;
}

/** What the request was for. */
export interface RequestContext {
  /** What we asked for, in words. */
  readonly operation: string;
  /** `acme/fleet`. */
  readonly repository: string;
  readonly host: string;
  readonly now: Date;
}

/** A Failure, without a remedy of its own. */
interface Verdict extends Omit<Failure<ForgeErrorCode>, 'remedy'> {
  readonly permission?: string;
  readonly retryAfter?: number | undefined;
}

/** Makes a ForgeError of a failed request: a code for our code, and a reason for people. */
export function forgeErrorOf(request: FailedRequest, context: RequestContext): ForgeError {
  const { code, reason, ...facts } = verdictOn(request, context);
  return new ForgeError(code, reason, { operation: context.operation, ...facts });
}

function verdictOn(request: FailedRequest, context: RequestContext): Verdict {
  const { status, text } = request;
  if (status === undefined) return { code: 'unreachable', reason: `${context.host} gave no answer (${text})` };
  if (isLimit(request)) return limitVerdict(request, context);
  if (status === 401) return { code: 'authentication', reason: 'the token or the key is not valid (401)' };
  if (status === 403) return forbiddenVerdict(request);
  if (status === 404) return notFoundVerdict(request, context);
  if (status >= 500) return { code: 'unreachable', reason: `${context.host} answered ${status}` };
  if (isConflict(request)) return { code: 'conflict', reason: `somebody else was first (${status}: ${text})` };
  // For a moment, GitHub's databases may not know what was just created.
  if (/could not resolve to a node/i.test(text))
    return { code: 'not-found', reason: `it is not there yet (${status})` };
  return { code: 'refused', reason: `GitHub does not take it (${status}: ${text})` };
}

const limitWords = /secondary rate|rate limit|abuse detection|submitted too quickly/i;

/** GitHub reports limits by 403, 422 and 429, and not always with a header. So we look for its words too. */
function isLimit({ status, text, headers }: FailedRequest): boolean {
  if (status === 429) return true;
  if (status !== 403 && status !== 422) return false;
  if (limitWords.test(text)) return true;
  return status === 403 && (headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0');
}

function limitVerdict({ status, headers }: FailedRequest, { host, now }: RequestContext): Verdict {
  const retryAfter = secondsToWait(headers, now);
  const again = retryAfter === undefined ? 'for a while' : `for ${retryAfter} seconds`;
  const reason = `it was too much in too short a time, and ${host} wants to be left alone ${again} (${status ?? ''})`;
  return { code: 'limit', reason, retryAfter };
}

function forbiddenVerdict({ text, headers, route }: FailedRequest): Verdict {
  if (/archived/i.test(text))
    return { code: 'refused', reason: `the repository is archived: unarchive it (403: ${text})` };
  if (headers['x-github-sso'] !== undefined) {
    const reason = 'the organization wants single sign-on of the token: authorize the token for it (403)';
    return { code: 'permission', reason };
  }
  if (isProtection(text)) return { code: 'refused', reason: `GitHub does not take it (403: ${text})` };
  const permission = permissionIn(headers) ?? usualPermission(route);
  return { code: 'permission', reason: `the App or the token may not do it (403: ${text})`, permission };
}

function permissionIn(headers: Headers): string | undefined {
  const text = String(headers['x-accepted-github-permissions'] ?? '');
  return /^[a-z_]+=[a-z]+([,;] ?[a-z_]+=[a-z]+)*$/.test(text) ? text.replaceAll(';', ' or') : undefined;
}

/** The usual permission, if GitHub does not name it: it does not for a classic token. */
function usualPermission(route: string): string {
  const access = route.startsWith('GET ') ? 'read' : 'write';
  if (route.endsWith('/status')) return `statuses=${access}`;
  return `${/\/(pulls|issues)\b/.test(route) ? 'pull_requests' : 'contents'}=${access}`;
}

function notFoundVerdict({ text }: FailedRequest, { repository }: RequestContext): Verdict {
  return { code: 'not-found', reason: `it is not in ${repository}, or ${repository} is not there (404: ${text})` };
}

const conflictWords =
  /already exists|reference does not exist|not a fast forward|no commits between|base branch was modified/i;

function isConflict({ status, text }: FailedRequest): boolean {
  if (status === 409) return !/repository is empty/i.test(text);
  return status === 423 || conflictWords.test(text);
}

function isProtection(text: string): boolean {
  return /protected branch|rule violation|must be made through a pull request/i.test(text);
}
