import type { Sha } from '../forge/git-object';

/** The health of a Sovereign since a commit. `unknown` is not healthy. */
export type ObservedHealth =
  | { readonly state: 'healthy' | 'unhealthy'; readonly since: Date }
  /** With the reason, if it could not be found out, or with the clusters that have not reported yet. */
  | { readonly state: 'unknown'; readonly reason?: string; readonly waitsFor?: readonly string[] };

/** Where a campaign learns about its members' health: a file, a command, or what Flux reports on a commit. */
export interface Health {
  /** Never throws: it is `unknown` if it cannot be found out, for whatever reason. */
  of(sovereign: string, mergeCommit: Sha): Promise<ObservedHealth>;
}

/** What somebody reported about a commit: the latest status of each context. */
export interface CommitStatus {
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly createdAt: Date;
}
