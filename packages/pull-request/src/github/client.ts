import { createAppAuth } from '@octokit/auth-app';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { type Credentials } from './credentials';
import { ForgeError } from '../forge/forge-error';
import { type RetryNotice, retryNoticePlugin } from './retry-notice';
import type { Meter } from './meter';

/** How the client behaves where GitHub is slow, or fails. */
export interface Patience {
  /** Whether writes are spaced as GitHub recommends: one a second, one in three for what notifies people. */
  readonly spaced: boolean;
  /** How often a request is sent again after a server error or a lost connection, where that can do no harm. */
  readonly retries: number;
  /** Milliseconds before the first of them; the second waits four times as long, the third nine times. */
  readonly retryAfter: number;
  /** Milliseconds for one request. */
  readonly timeout: number;
}

/** GitHub itself gives up on a request after ten seconds; a large body may need some on the way. */
export const usualPatience: Patience = { spaced: true, retries: 3, retryAfter: 1000, timeout: 30_000 };

export interface ClientOptions {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** Refuses whatever is no GET: for a dry run. */
  readonly readOnly: boolean;
  readonly patience: Patience;
  readonly meter: Meter;
  /** Told of each request that is sent again, before the wait for it. */
  readonly onRetry: (again: RetryNotice) => void;
}

/** A limit and a conflict are not cured by the same request a second later, and neither is what is not allowed. */
const final = [400, 401, 403, 404, 405, 409, 410, 422, 423, 429, 451];

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Octokit as we use it: it prints nothing, and limits are for the caller, who knows what else is to be done. */
export function octokitClient({ baseUrl, credentials, readOnly, patience, meter, onRetry }: ClientOptions): Octokit {
  const { spaced, retries, retryAfter, timeout } = patience;
  const patientFetch: typeof fetch = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(timeout) });
  // The first plugin is the innermost: it sees each request that is really sent, those of a retry too.
  const again = retryNoticePlugin({ retries, retryAfter, final, tell: onRetry });
  const octokit = new (Octokit.plugin(meter.plugin, again, throttling, retry))({
    baseUrl,
    ...authOf(credentials),
    userAgent: 'sovereign-fleet',
    log: silent,
    request: { fetch: patientFetch },
    throttle: { enabled: spaced, id: baseUrl, onRateLimit: () => false, onSecondaryRateLimit: () => false },
    // It takes its time for each request, even where none is sent again.
    retry: { enabled: retries > 0, retries, retryAfterBaseValue: retryAfter, doNotRetry: final },
  });
  if (readOnly) octokit.hook.before('request', refuseWrite);
  return octokit;
}

function authOf(credentials: Credentials) {
  if (credentials.kind === 'token') return { auth: credentials.token };
  const { appId, privateKey, installationId } = credentials;
  return { authStrategy: createAppAuth, auth: { appId, privateKey, ...(installationId && { installationId }) } };
}

/** The request for an App's token writes nothing in a repository, and without it nothing can be read. */
const tokenRoute = '/app/installations/{installation_id}/access_tokens';

function refuseWrite({ method, url }: { readonly method: string; readonly url: string }): void {
  if (method === 'GET' || url === tokenRoute) return;
  throw new ForgeError('refused', 'a dry run writes nothing, and it was not sent', { operation: `${method} ${url}` });
}
