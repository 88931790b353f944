import { join } from 'node:path';
import { type Fleet, isRefusal, type Repository, valueOf } from '@sovereign-fleet/domain';
import type { Clock, Forge, RateLeft } from '@sovereign-fleet/pull-request';
import { cloneForge } from '@sovereign-fleet/pull-request/clone';
import { credentialsFrom, type OctokitForge, octokitForge } from '@sovereign-fleet/pull-request/octokit';
import type { ProposeOptions } from './options';
import { addressOf } from './repository-address';

/** A fleet repository, and what it says of a run's requests; a clone has none. */
export interface OpenForge {
  readonly forge: Forge;
  readonly rateLeft?: () => RateLeft | undefined;
  readonly requests?: () => Readonly<Record<string, number>>;
  readonly requestsSent?: () => number;
  readonly statuses?: OctokitForge['statuses'];
}

export interface ForgeSettings {
  readonly root: string;
  readonly fleet: Fleet;
  readonly options: Pick<ProposeOptions, 'clone' | 'dryRun'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** The fleet repository on GitHub, or as a clone knows it. Throws where there are no credentials, before any request. */
export async function openForge(repository: Repository, settings: ForgeSettings): Promise<OpenForge> {
  const { root, fleet, options, environment, clock } = settings;
  const { branch } = repository;
  if (options.clone !== undefined) return { forge: cloneForge({ folder: options.clone, branch, environment }) };
  const address = addressOf(repository, fleet, environment);
  if (isRefusal(address)) return valueOf({ ok: false, issues: [address] });
  const { apiUrl, ...named } = address;
  const forge = await octokitForge({
    repository: named,
    baseBranch: branch,
    baseUrl: apiUrl,
    credentials: valueOf(credentialsFrom(environment)),
    clock,
    readOnly: options.dryRun,
    maybeWorkflowToken: environment['GITHUB_REPOSITORY'] === `${named.owner}/${named.name}`,
    cacheFolder: join(root, 'node_modules/.cache/sovereign-fleet/git-objects'),
  });
  const { rate, counts, sent, statuses } = forge;
  return { forge, rateLeft: rate, requests: counts, requestsSent: sent, statuses };
}
