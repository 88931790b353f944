import type { App } from './state/app';
import type { Exchange } from './server/exchange';
import type { Fault } from './faults/fault';
import type { Files, HumanCommit } from './acts/human';
import type { HowToMerge } from './acts/merge-pull';
import type { Permissions } from './state/permission';
import type { Pull } from './state/pull';
import type { Race } from './faults/race';
import type { Settings } from './state/state';

export interface GithubOptions extends Partial<Settings> {
  /** The bare repository; made where there is none. Without it a temporary one, which `close` removes. */
  readonly repository?: string;
  /** The first commit of a new repository. */
  readonly files?: Files;
  /** `/api/v3` for GitHub Enterprise Server, whose document is then used. */
  readonly mount?: '' | '/api/v3';
  readonly port?: number;
  /** The token, where it must be known beforehand. */
  readonly token?: string;
  readonly now?: () => Date;
  /** Whether it tells clients that they need not spare it: for people who try things out, not for tests of limits. */
  readonly isUnlimited?: boolean;
  /** Requests an hour. */
  readonly rateLimit?: number;
  /** Whether the process waits for `stop`. A test's does not, so that one that failed can end. */
  readonly keepAlive?: boolean;
  /** Is told of each request once it is answered. */
  readonly onRequest?: (exchange: Exchange) => void;
}

export interface Github {
  /** For Octokit's `baseUrl`. */
  readonly url: string;
  readonly token: string;
  /** The page of the repository; of its pull requests there are pages in plain text. */
  readonly web: string;
  readonly folder: string;
  /** Another account's token. */
  readonly tokenFor: (login: string, permissions: Permissions) => string;
  readonly app: () => App;
  readonly requests: () => readonly Exchange[];
  /** How often each operation was called. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** What was asked or answered against GitHub's document; must be empty at the end of a test. */
  readonly violations: () => readonly string[];
  readonly fault: (fault: Fault) => void;
  readonly race: (race: Race) => void;
  /** The next so many answers of a list are as of now. */
  readonly stale: (operation: string, reads: number) => void;
  /** A person's commit, past the API; returns its name. */
  readonly commit: (commit: HumanCommit) => string;
  readonly refs: () => Readonly<Record<string, string>>;
  readonly pulls: () => readonly Pull[];
  /** As people do it on the page of the pull request. */
  readonly merge: (number: number, how?: HowToMerge) => string;
  readonly close: (number: number) => void;
  /** A person who was asked for a review is dropped. */
  readonly dropReviewer: (number: number, reviewer: string) => void;
  readonly deleteBranch: (branch: string) => void;
  readonly files: (branch: string) => ReadonlyMap<string, string>;
  /** What `git fsck` finds wrong; empty where nothing is. */
  readonly fsck: () => string;
  /** A clone by plain git of one branch; returns the folder. */
  readonly clone: (folder: string, branch?: string) => string;
  readonly stop: () => Promise<void>;
}
