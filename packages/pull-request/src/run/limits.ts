import type { ForgeMethod } from '../forge/wrap-each-call';
import type { PlanStep } from '../reconcile/plan';

/** What calls are counted as. */
export type Charge = 'request' | 'write' | 'ref' | 'content' | 'pull' | 'merge';

/**
 * How much we ask of the fleet repository at most. GitHub allows 5,000 requests and 500 pull requests or comments an
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
  /** Pull requests of ours that are open at once. */
  openPulls: 100,
  /** Requests of the token's hour that are left to others. */
  reserve: 500,
  /** After so many minutes no further Sovereign is begun: a token given by CI is valid for an hour. */
  minutes: 50,
  /** Times that GitHub may say "too much" before the run stops. */
  strikes: 3,
} as const;

export type Limits = Readonly<Record<keyof typeof defaultLimits, number>>;

interface Rate {
  readonly of: Charge;
  readonly most: keyof Limits;
  readonly seconds: number;
  /** For people: `80 new pull requests an hour`. */
  readonly words: string;
}

export const rates: readonly Rate[] = [
  { of: 'write', most: 'writesPerSecond', seconds: 1, words: 'writes a second' },
  { of: 'ref', most: 'refWritesPerMinute', seconds: 60, words: 'pushes a minute' },
  { of: 'pull', most: 'pullsPerMinute', seconds: 60, words: 'new pull requests a minute' },
  { of: 'pull', most: 'pullsPerHour', seconds: 3600, words: 'new pull requests an hour' },
  { of: 'content', most: 'contentPerMinute', seconds: 60, words: 'calls that create something a minute' },
  { of: 'content', most: 'contentPerHour', seconds: 3600, words: 'calls that create something an hour' },
  { of: 'merge', most: 'mergesPerMinute', seconds: 60, words: 'merges a minute' },
  { of: 'merge', most: 'mergesPerHour', seconds: 3600, words: 'merges an hour' },
  { of: 'request', most: 'requestsPerHour', seconds: 3600, words: 'requests an hour' },
];

const creating = ['request', 'write', 'content'] as const;

/** Every call is a request; GitHub does not say which of them create content, so all that POST count. */
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
 * Requests of a call that is more than one, as far as can be said before it is made: the base is a branch and two
 * folders, and what is proposed is branches, pull requests and the merge queue. A branch is looked at before it goes.
 */
const requestsOf: Partial<Record<ForgeMethod, number>> = { snapshot: 6, look: 6, deleteBranch: 2 };

/** How much of a charge a call is. */
export function weightOf(method: ForgeMethod, charge: Charge): number {
  return charge === 'request' ? (requestsOf[method] ?? 1) : 1;
}

const methodsOfStep = {
  commit: ['putTree', 'putCommit'],
  'create-branch': ['createBranch'],
  'move-branch': ['moveBranch'],
  'delete-branch': ['look', 'deleteBranch'],
  'open-pull': ['openPull'],
  'edit-pull': ['editPull'],
  'close-pull': ['closePull'],
  'add-labels': ['addLabels'],
  'request-reviewers': ['requestReviewers'],
} as const satisfies Record<PlanStep['kind'], readonly ForgeMethod[]>;

/** The calls that carry out a plan. */
export function methodsOf(steps: readonly Pick<PlanStep, 'kind'>[]): readonly ForgeMethod[] {
  return steps.flatMap(({ kind }) => methodsOfStep[kind]);
}
