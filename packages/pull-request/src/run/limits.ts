import type { ForgeMethod } from '../forge/forge';

/** What a call counts as. */
export type Charge = 'request' | 'write' | 'ref' | 'content' | 'pull' | 'merge';

/**
 * The most that we ask of the fleet repository. GitHub allows 5,000 requests and 500 pull requests or comments an
 * hour, and advises 6 pushes and one merge a minute in a repository; ours are lower, since people work there too.
 */
export const defaultLimits = {
  writesPerSecond: 1,
  refWritesPerMinute: 6,
  pullsPerMinute: 2,
  pullsPerHour: 80,
  contentPerMinute: 60,
  contentPerHour: 400,
  mergesPerMinute: 1,
  mergesPerHour: 60,
  requestsPerHour: 4_500,
  /** Our pull requests that may be open at once. */
  openPulls: 100,
  /** Requests of the token's hour that we leave to others. */
  reserve: 500,
  /** After so many minutes no further Sovereign is begun: a token given by CI is valid for an hour. */
  minutes: 50,
  /** How often GitHub may say "too much" before the run stops. */
  strikes: 3,
} as const;

export type Limits = Readonly<Record<keyof typeof defaultLimits, number>>;

interface Rate {
  readonly charge: Charge;
  readonly most: keyof Limits;
  readonly seconds: number;
  /** For people: `80 new pull requests an hour`. */
  readonly words: string;
}

export const rates: readonly Rate[] = [
  { charge: 'write', most: 'writesPerSecond', seconds: 1, words: 'writes a second' },
  { charge: 'ref', most: 'refWritesPerMinute', seconds: 60, words: 'pushes a minute' },
  { charge: 'pull', most: 'pullsPerMinute', seconds: 60, words: 'new pull requests a minute' },
  { charge: 'pull', most: 'pullsPerHour', seconds: 3600, words: 'new pull requests an hour' },
  { charge: 'content', most: 'contentPerMinute', seconds: 60, words: 'calls that create something a minute' },
  { charge: 'content', most: 'contentPerHour', seconds: 3600, words: 'calls that create something an hour' },
  { charge: 'merge', most: 'mergesPerMinute', seconds: 60, words: 'merges a minute' },
  { charge: 'merge', most: 'mergesPerHour', seconds: 3600, words: 'merges an hour' },
  { charge: 'request', most: 'requestsPerHour', seconds: 3600, words: 'requests an hour' },
];

const creating = ['request', 'write', 'content'] as const;

/** Every call is a request. GitHub does not say which of them create content, so we count all that POST. */
export const chargesOf: Readonly<Record<ForgeMethod, readonly Charge[]>> = {
  snapshot: ['request'],
  look: ['request'],
  commit: ['request'],
  listing: ['request'],
  files: ['request'],
  blob: ['request'],
  isInBase: ['request'],
  mergeBase: ['request'],
  closedPulls: ['request'],
  labelsEverOn: ['request'],
  reviewersEverOn: ['request'],
  lastChange: ['request'],
  putTree: creating,
  putCommit: creating,
  createBranch: [...creating, 'ref'],
  moveBranch: ['request', 'write', 'ref'],
  deleteBranch: ['request', 'write', 'ref'],
  openPull: [...creating, 'pull'],
  editPull: ['request', 'write'],
  closePull: ['request', 'write'],
  addLabels: creating,
  requestReviewers: creating,
  mergePull: ['request', 'write', 'merge'],
};

/**
 * Calls that are more than one request, as far as we know before we make them: the base is a branch and two folders,
 * the rest of a look is branches, pull requests and the merge queue. Before we delete a branch, we look at it.
 */
const requestsOf: Partial<Record<ForgeMethod, number>> = { snapshot: 6, look: 6, deleteBranch: 2 };

/** How much of a charge a call is. */
export function weightOf(method: ForgeMethod, charge: Charge): number {
  return charge === 'request' ? (requestsOf[method] ?? 1) : 1;
}
