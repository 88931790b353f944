import type { Forge, ForgeMethod } from './forge';

/** Every method of a Forge, and whether it reads or writes. */
export const forgeMethods = {
  snapshot: 'read',
  look: 'read',
  commit: 'read',
  listing: 'read',
  files: 'read',
  blob: 'read',
  isInBase: 'read',
  mergeBase: 'read',
  closedPulls: 'read',
  labelsEverOn: 'read',
  reviewersEverOn: 'read',
  lastChange: 'read',
  putTree: 'write',
  putCommit: 'write',
  createBranch: 'write',
  moveBranch: 'write',
  deleteBranch: 'write',
  openPull: 'write',
  editPull: 'write',
  closePull: 'write',
  addLabels: 'write',
  requestReviewers: 'write',
  mergePull: 'write',
} as const satisfies Record<keyof Forge, 'read' | 'write'>;

export type CallWrapper = (method: ForgeMethod, call: () => Promise<unknown>) => Promise<unknown>;

/** The same Forge, with each call made by `wrap`: to pace it, to count it, or to let it fail in a test. */
export function wrapEachCall(forge: Forge, wrap: CallWrapper): Forge {
  const methods = Object.keys(forgeMethods) as ForgeMethod[]; // the keys are written above
  const wrapped = methods.map((method) => [
    method,
    (...args: unknown[]) => wrap(method, () => callMethod(forge, method, args)),
  ]);
  return Object.fromEntries(wrapped) as Forge; // each method passes on its arguments and its answer
}

function callMethod(forge: Forge, method: ForgeMethod, args: readonly unknown[]): Promise<unknown> {
  const methods = forge as unknown as Record<ForgeMethod, (...args: readonly unknown[]) => Promise<unknown>>; // all are
  return methods[method](...args);
}
