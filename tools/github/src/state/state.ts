import type { Repository } from '../git/repository';
import type { App } from './app';
import type { Permissions, Tokens } from './caller';
import type { Pulls } from './pull';
import type { RateLimit } from './rate-limit';
import type { Status } from './status';
export interface Settings {
  readonly owner: string;
  readonly repo: string;
  /** Of the App, and of the token that a test gets. */
  readonly permissions: Permissions;
  readonly protectedBranches: readonly string[];
  readonly collaborators: readonly string[];
  readonly teams: readonly string[];
  /** Whether commits that name no author are shown as signed. */
  readonly signing: boolean;
  /** Entries of a recursive tree; GitHub stops at 100,000. */
  readonly treeLimit: number;
  /** Refs in one answer of matching-refs. */
  readonly refsPerPage: number;
}

/** Everything that the server knows: the repository on disk, and in memory what Git does not keep. */
export interface State {
  readonly settings: Settings;
  readonly repository: Repository;
  readonly pulls: Pulls;
  readonly statuses: Status[];
  readonly tokens: Tokens;
  readonly rate: RateLimit;
  /** Whether each answer tells clients to ignore rate limits. */
  readonly isUnlimited: boolean;
  /** Makes its key at the first call. */
  readonly app: () => App;
  readonly now: () => Date;
  readonly startedAt: Date;
  /** Where the REST API is, without a slash at the end. */
  readonly api: string;
  /** Where its web pages would be. */
  readonly web: string;
}
