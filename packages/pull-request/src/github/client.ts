import { createAppAuth } from '@octokit/auth-app';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { type Credentials } from './credentials';
import { ForgeError } from '../forge/forge-error';
import { finalStatuses, requestRetries } from '../forge/retry';
import { type RetryNotice, retryNoticePlugin } from './retry-notice';
import type { Meter } from './meter';

/** How the client behaves if GitHub is slow or fails. */
export interface Patience {
  /** Whether writes are spaced as GitHub recommends: one a second, or one in three seconds if it notifies people. */
  readonly spaced: boolean;
  /** How often a request is sent again after a server error or a lost connection (forge/retry.ts). */
  readonly retries: number;
  /** Milliseconds before the first of them. */
  readonly retryAfter: number;
  /** Milliseconds for one request. */
  readonly timeout: number;
}

/** GitHub itself gives up on a request after ten seconds. A large body needs some more on the way. */
export const usualPatience: Patience = { spaced: true, timeout: 30_000, ...requestRetries };

export interface ClientOptions {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** Refuses every request that is not a GET: for a dry run. */
  readonly readOnly: boolean;
  readonly patience: Patience;
  readonly meter: Meter;
  /** Called before each wait for a request that is sent again. */
  readonly onRetry: (notice: RetryNotice) => void;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Octokit without its own output. It leaves limits to the caller, who knows what else there is to do. */
export function octokitClient({ baseUrl, credentials, readOnly, patience, meter, onRetry }: ClientOptions): Octokit {
  const { spaced, retries, retryAfter, timeout } = patience;
  const patientFetch: typeof fetch = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(timeout) });
  // The first plugin is the innermost: it sees each request that is really sent, also those that are sent again.
  const notice = retryNoticePlugin({ retries, retryAfter, final: finalStatuses, tell: onRetry });
  const octokit = new (Octokit.plugin(meter.plugin, notice, throttling, retry))({
    baseUrl,
    ...authOf(credentials),
    userAgent: 'sovereign-fleet',
    log: silent,
    request: { fetch: patientFetch },
    throttle: { enabled: spaced, id: baseUrl, onRateLimit: () => false, onSecondaryRateLimit: () => false },
    // It waits before each request, even if it never sends one again.
    retry: { enabled: retries > 0, retries, retryAfterBaseValue: retryAfter, doNotRetry: [...finalStatuses] },
  });
  if (readOnly) octokit.hook.before('request', refuseWrite);
  return octokit;
}

function authOf(credentials: Credentials) {
  if (credentials.kind === 'token') return { auth: credentials.token };
  const { appId, privateKey, installationId } = credentials;
  return { authStrategy: createAppAuth, auth: { appId, privateKey, ...(installationId && { installationId }) } };
}

/** The request for an App's token writes nothing in a repository, and nothing can be read without it. */
const tokenRoute = '/app/installations/{installation_id}/access_tokens';

function refuseWrite({ method, url }: { readonly method: string; readonly url: string }): void {
  if (method === 'GET' || url === tokenRoute) return;
  throw new ForgeError('refused', 'a dry run writes nothing, and it was not sent', { operation: `${method} ${url}` });
}
