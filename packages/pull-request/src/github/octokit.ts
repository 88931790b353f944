import type { Octokit } from '@octokit/rest';
import { readCommitStatuses } from './commit-status';
import { type Credentials, secretsOf } from './credentials';
import type { Forge } from '../forge/forge';
import type { Sha } from '../forge/git-object';
import { objectCache } from './object-cache';
import { installationAnswer } from './answers';
import type { RetryNotice } from './retry-notice';
import { createAsk } from './ask';
import { type ClientOptions, octokitClient, type Patience, usualPatience } from './client';
import { eventReadsOf } from './events';
import { newMeter } from './meter';
import { objectsOf } from './objects';
import { pullWritesOf } from './pull-writes';
import { pullReadsOf } from './pulls';
import { refsOf } from './refs';
import type { Remote } from './remote';
import { readObserved, readSnapshot } from './snapshot';
import { refuseWorkflowToken } from './workflow-token';
import type { CommitStatus } from '../campaign/health';
import type { Clock, RateLeft } from '../forge/clock';

export { type Credentials, credentialsFrom, secretsOf } from './credentials';
export { commitHealth } from '../campaign/commit-health';
export type { RetryNotice } from './retry-notice';
export type { Patience } from './client';

export interface OctokitForgeOptions {
  readonly repository: { readonly owner: string; readonly name: string };
  readonly baseBranch: string;
  /** `https://api.github.com`, or `https://<host>/api/v3` of a GitHub Enterprise Server. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Refuses every write, before it is sent. */
  readonly readOnly?: boolean;
  /** Where Git objects are kept from run to run. It can be deleted at any time. */
  readonly cacheFolder?: string;
  /** Whether the token may be the one of a GitHub Actions run, which is then asked, and refused. */
  readonly maybeWorkflowToken?: boolean;
  readonly patience?: Patience;
  /** Told of each request that is sent again, before the wait for it. */
  readonly onRetry?: (again: RetryNotice) => void;
}

/** The fleet repository on GitHub. */
export interface OctokitForge extends Forge {
  /** Requests that were sent, by method and path as GitHub documents them. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** How many these are. */
  readonly requestsSent: () => number;
  readonly rate: () => RateLeft | undefined;
  /** Whether it is the GitHub of this machine, which has no limits: known from its first answer. */
  readonly isUnlimited: () => boolean;
  /** What is reported of a commit, such as by Flux of a merge. */
  readonly statuses: (commit: Sha) => Promise<readonly CommitStatus[]>;
}

/** Reaches the fleet repository by GitHub's REST API. Asks nothing yet, but for an App's installation. */
export async function octokitForge(options: OctokitForgeOptions): Promise<OctokitForge> {
  const { clock, baseUrl, readOnly = false, patience = usualPatience, onRetry = () => undefined } = options;
  const meter = newMeter(() => clock.now());
  const client = { baseUrl, readOnly, patience, meter, onRetry };
  const remote = remoteOf(options, await withInstallation(options, client));
  return {
    snapshot: async () => {
      if (options.maybeWorkflowToken === true && !readOnly) await refuseWorkflowToken(remote);
      return await readSnapshot(remote);
    },
    look: (branch) => readObserved(remote, branch),
    ...objectsOf(remote),
    ...refsOf(remote),
    ...pullReadsOf(remote),
    ...eventReadsOf(remote),
    ...pullWritesOf(remote),
    statuses: (commit) => readCommitStatuses(remote, commit),
    counts: meter.counts,
    requestsSent: meter.requestsSent,
    rate: meter.rate,
    isUnlimited: meter.isUnlimited,
  };
}

type Client = Omit<ClientOptions, 'credentials'>;

/** The client; of an App that does not say where it is installed, with what GitHub says. */
async function withInstallation(options: OctokitForgeOptions, client: Client): Promise<ClientOptions> {
  const { credentials } = options;
  if (credentials.kind === 'token' || credentials.installationId !== undefined) return { ...client, credentials };
  const { octokit, at, ask } = remoteOf(options, { ...client, credentials });
  const question = { operation: "find the App's installation", answer: installationAnswer };
  const { id } = await ask.one(question, () => octokit().rest.apps.getRepoInstallation(at));
  return { ...client, credentials: { ...credentials, installationId: id } };
}

function remoteOf(options: OctokitForgeOptions, client: ClientOptions): Remote {
  const { repository, baseBranch, baseUrl, clock, credentials, cacheFolder } = options;
  const at = { owner: repository.owner, repo: repository.name };
  const now = () => clock.now();
  const context = {
    now,
    repository: `${at.owner}/${at.repo}`,
    host: new URL(baseUrl).host,
    secrets: secretsOf(credentials),
  };
  const parts = { ask: createAsk(context), cache: objectCache(cacheFolder), web: webOf(baseUrl) };
  const octokit = spacedWhereLimited(client);
  return { octokit, at, baseBranch, clock, ...parts };
}

/** The client; one that does not space its writes, once the server is known to have no limits. */
function spacedWhereLimited(client: ClientOptions): () => Octokit {
  const spaced = octokitClient(client);
  const atOnce = octokitClient({ ...client, patience: { ...client.patience, spaced: false } });
  return () => (client.meter.isUnlimited() ? atOnce : spaced);
}

/** GitHub has its pages at its API's host without `api.`, a GitHub Enterprise Server at the same host. */
function webOf(baseUrl: string): string {
  const { protocol, host } = new URL(baseUrl);
  return `${protocol}//${host.replace(/^api\./, '')}`;
}

export type { CommitStatus } from '../campaign/health';
