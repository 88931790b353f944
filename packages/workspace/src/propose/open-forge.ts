import { join } from 'node:path';
import { type Fleet, isRefusal, type Repository, type Result } from '@sovereign-fleet/domain';
import type { Clock, Forge, RateLeft } from '@sovereign-fleet/pull-request';
import { cloneForge } from '@sovereign-fleet/pull-request/clone';
import {
  type RetryNotice,
  credentialsFrom,
  type OctokitForge,
  octokitForge,
  type Patience,
} from '@sovereign-fleet/pull-request/octokit';
import { writePrivateFile } from '@sovereign-fleet/renderer/whole-file';
import { cacheFolderIn } from '../code/cache-folder';
import type { ProposeOptions } from './options';
import { addressOf, githubApi } from './repository-address';

/** A fleet repository, with what it knows about a run's requests. A clone sends none. */
export interface OpenForge {
  readonly forge: Forge;
  /** The URL of GitHub's API, if it is not that of github.com. */
  readonly api?: string;
  readonly rateLeft?: () => RateLeft | undefined;
  readonly requests?: () => Readonly<Record<string, number>>;
  readonly requestsSent?: () => number;
  readonly isUnlimited?: () => boolean;
  readonly reports?: Pick<OctokitForge, 'statuses' | 'commitsFrom'>;
}

export interface ForgeSettings {
  readonly root: string;
  readonly fleet: Fleet;
  readonly options: Pick<ProposeOptions, 'clone' | 'dryRun'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly patience?: Patience;
  readonly onRetry: (notice: RetryNotice) => void;
}

/** The fleet repository on GitHub, or a clone of it. Issues of its address and credentials come before any request. */
export async function openForge(repository: Repository, settings: ForgeSettings): Promise<Result<OpenForge>> {
  const { root, fleet, options, environment, clock, patience, onRetry } = settings;
  const { branch } = repository;
  if (options.clone !== undefined) {
    return { ok: true, value: { forge: cloneForge({ folder: options.clone, branch, environment }) } };
  }
  const address = addressOf(repository, fleet, environment);
  if (isRefusal(address)) return { ok: false, issues: [address] };
  const credentials = credentialsFrom(environment);
  if (!credentials.ok) return credentials;
  const { apiUrl, ...named } = address;
  const forge = await octokitForge({
    repository: named,
    baseBranch: branch,
    baseUrl: apiUrl,
    credentials: credentials.value,
    clock,
    ...(patience && { patience }),
    onRetry,
    readOnly: options.dryRun,
    maybeWorkflowToken: environment['GITHUB_REPOSITORY'] === `${named.owner}/${named.name}`,
    cache: { folder: join(cacheFolderIn(root), 'git-objects'), write: writePrivateFile },
  });
  const { rate, counts, requestsSent, isUnlimited } = forge;
  const asked = { rateLeft: rate, requests: counts, requestsSent, isUnlimited, reports: forge };
  return { ok: true, value: { forge, ...asked, ...(apiUrl === githubApi ? {} : { api: apiUrl }) } };
}
