import type { Sha } from '../forge/git-object';

/** How a Sovereign is since a commit; `unknown` is not healthy. */
export type ObservedHealth =
  | { readonly state: 'healthy' | 'unhealthy'; readonly since: Date }
  /** With why it cannot be found out, where it is not that nobody has said anything yet. */
  | { readonly state: 'unknown'; readonly reason?: string };

/** Where a campaign learns how its members are: a file, a command, or the statuses that Flux writes on a commit. */
export interface Health {
  /** `unknown` where it cannot be found out, for whatever reason: this never throws. */
  of(sovereign: string, mergeCommit: Sha): Promise<ObservedHealth>;
}

/** What somebody reported of a commit, the latest by each context. */
export interface CommitStatus {
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly createdAt: Date;
}
