import type { Octokit } from '@octokit/rest';
import { readCommitStatuses } from './commit-status';
import { readCommitsFrom } from './commits-from';
import { type Credentials, secretsOf } from './credentials';
import type { Forge } from '../forge/forge';
import type { Sha } from '../forge/git-object';
import { type CachePlace, objectCache } from './object-cache';
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
export { type Patience, usualPatience } from './client';

export interface OctokitForgeOptions {
  readonly repository: { readonly owner: string; readonly name: string };
  readonly baseBranch: string;
  /** `https://api.github.com`, or `https://<host>/api/v3` of a GitHub Enterprise Server. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Refuses every write, before it is sent. */
  readonly readOnly?: boolean;
  /** Where Git objects are kept from run to run. */
  readonly cache?: CachePlace;
  /** Whether the token may be that of a GitHub Actions run. Then we ask whose it is, and refuse that one. */
  readonly maybeWorkflowToken?: boolean;
  readonly patience?: Patience;
  /** Called before each wait for a request that is sent again. */
  readonly onRetry?: (notice: RetryNotice) => void;
}

/** The fleet repository on GitHub. */
export interface OctokitForge extends Forge {
  /** How many requests were sent, by method and path as GitHub documents them. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** The sum of these. */
  readonly requestsSent: () => number;
  readonly rate: () => RateLeft | undefined;
  /** Whether it is the GitHub of this machine, which has no limits. We know it after the first answer. */
  readonly isUnlimited: () => boolean;
  /** The statuses of a commit, such as Flux writes them on a merge. */
  readonly statuses: (commit: Sha) => Promise<readonly CommitStatus[]>;
  /** The commits of the base from its newest to this one. */
  readonly commitsFrom: (commit: Sha) => Promise<readonly Sha[]>;
}

/** Opens the fleet repository by GitHub's REST API. Sends nothing yet, except to find an App's installation. */
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
    commitsFrom: (commit) => readCommitsFrom(remote, commit),
    counts: meter.counts,
    requestsSent: meter.requestsSent,
    rate: meter.rate,
    isUnlimited: meter.isUnlimited,
  };
}

type Client = Omit<ClientOptions, 'credentials'>;

/** Adds the installation of an App to its credentials, if it is not there: GitHub knows it. */
async function withInstallation(options: OctokitForgeOptions, client: Client): Promise<ClientOptions> {
  const { credentials } = options;
  if (credentials.kind === 'token' || credentials.installationId !== undefined) return { ...client, credentials };
  const { octokit, at, ask } = remoteOf(options, { ...client, credentials });
  const question = { operation: "find the App's installation", answer: installationAnswer };
  const { id } = await ask.one(question, () => octokit().rest.apps.getRepoInstallation(at));
  return { ...client, credentials: { ...credentials, installationId: id } };
}

function remoteOf(options: OctokitForgeOptions, client: ClientOptions): Remote {
  const { repository, baseBranch, baseUrl, clock, credentials } = options;
  const at = { owner: repository.owner, repo: repository.name };
  const now = () => clock.now();
  const context = {
    now,
    repository: `${at.owner}/${at.repo}`,
    host: new URL(baseUrl).host,
    secrets: secretsOf(credentials),
  };
  const parts = { ask: createAsk(context), cache: objectCache(options.cache), web: webOf(baseUrl) };
  const octokit = spacedWhereLimited(client);
  return { octokit, at, baseBranch, clock, ...parts };
}

/** Spaces writes, until we know that the server has no limits. */
function spacedWhereLimited(client: ClientOptions): () => Octokit {
  const spaced = octokitClient(client);
  const atOnce = octokitClient({ ...client, patience: { ...client.patience, spaced: false } });
  return () => (client.meter.isUnlimited() ? atOnce : spaced);
}

/** GitHub's pages are at the host of its API without `api.`; those of a GitHub Enterprise Server at the same host. */
function webOf(baseUrl: string): string {
  const { protocol, host } = new URL(baseUrl);
  return `${protocol}//${host.replace(/^api\./, '')}`;
}

export type { CommitStatus } from '../campaign/health';
