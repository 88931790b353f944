import type { App } from './app';
import type { Tokens } from './caller';
import type { Repository } from '../git/repository';
import type { Permissions } from './permission';
import type { Pulls } from './pull';
import type { RateLimit } from './rate-limit';
import type { Status } from './status';

export interface Settings {
  readonly owner: string;
  readonly repo: string;
  /** Of the App, and of the token that tests are given. */
  readonly permissions: Permissions;
  readonly protectedBranches: readonly string[];
  readonly collaborators: readonly string[];
  readonly teams: readonly string[];
  /** Whether commits that name no author are told to be signed. */
  readonly signing: boolean;
  /** Entries of a recursive tree; GitHub stops at 100,000. */
  readonly treeLimit: number;
  /** Refs in one answer of matching-refs. */
  readonly refsPerPage: number;
}

/** All that the server knows: the repository on disk, and what Git does not keep. */
export interface State {
  readonly settings: Settings;
  readonly repository: Repository;
  readonly pulls: Pulls;
  readonly statuses: Status[];
  readonly tokens: Tokens;
  readonly rate: RateLimit;
  /** Whether each answer says that clients need not spare it. */
  readonly isUnlimited: boolean;
  /** Made when it is first asked for. */
  readonly app: () => App;
  readonly now: () => Date;
  readonly startedAt: Date;
  /** Where the REST API is, without a slash at the end. */
  readonly api: string;
  /** Where its web pages would be. */
  readonly web: string;
}
