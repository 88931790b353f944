import type { Files, HumanCommit } from './acts/human-commit';
import type { MergeOptions } from './acts/merge-pull';
import type { Fault } from './faults/fault';
import type { Race } from './faults/race';
import type { Exchange } from './server/exchange';
import type { App } from './state/app';
import type { Permissions } from './state/caller';
import type { Pull } from './state/pull';
import type { Settings } from './state/state';
export interface GithubOptions extends Partial<Settings> {
  /** Folder of the bare repository, created if it is missing. Without it a temporary one, which `stop` removes. */
  readonly repository?: string;
  /** The first commit of a new repository. */
  readonly files?: Files;
  /** `/api/v3` for GitHub Enterprise Server, whose document is then used. */
  readonly mount?: '' | '/api/v3';
  readonly port?: number;
  /** The token; a new one without it. */
  readonly token?: string;
  readonly now?: () => Date;
  /** Whether it tells clients to ignore rate limits, for people who try things out. */
  readonly isUnlimited?: boolean;
  /** Requests an hour. */
  readonly rateLimit?: number;
  /** Whether the process lives until `stop`. In a test it does not, so that a failed test can end. */
  readonly keepAlive?: boolean;
  /** Is told of each request once it is answered. */
  readonly onRequest?: (exchange: Exchange) => void;
}

export interface Github {
  /** Octokit's `baseUrl`. */
  readonly url: string;
  readonly token: string;
  /** The page of the repository. Its pull requests have pages in plain text. */
  readonly web: string;
  readonly folder: string;
  /** Another account's token. */
  readonly tokenFor: (login: string, permissions: Permissions) => string;
  readonly app: () => App;
  readonly requests: () => readonly Exchange[];
  /** How often each operation was called. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** Requests and answers that GitHub's document does not allow; must be empty at the end of a test. */
  readonly violations: () => readonly string[];
  readonly fault: (fault: Fault) => void;
  readonly race: (race: Race) => void;
  /** The next so many answers of a list show the state as it is now. */
  readonly stale: (operation: string, reads: number) => void;
  /** Commits as a person does, without the API; returns the id. */
  readonly commit: (commit: HumanCommit) => string;
  readonly refs: () => Readonly<Record<string, string>>;
  readonly pulls: () => readonly Pull[];
  /** Merges as people do on the page of the pull request. */
  readonly merge: (number: number, how?: MergeOptions) => string;
  readonly close: (number: number) => void;
  /** Removes a person who was asked for a review. */
  readonly dropReviewer: (number: number, reviewer: string) => void;
  readonly deleteBranch: (branch: string) => void;
  readonly files: (branch: string) => ReadonlyMap<string, string>;
  /** What `git fsck` finds wrong; empty if the repository is sound. */
  readonly fsck: () => string;
  /** Clones one branch by plain git; returns the folder. */
  readonly clone: (folder: string, branch?: string) => string;
  readonly stop: () => Promise<void>;
}
