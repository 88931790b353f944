import type { Failure as AnyFailure, Outcome as AnyOutcome } from '@sovereign-fleet/domain';

/** Why the renderer has no result: Flux could not apply it either, or this machine cannot do it. */
export type FailureCode =
  // A program: it is not there, could not be started, ended with an error, was ended by a signal, or was stopped by us.
  | 'program-missing'
  | 'program-not-started'
  | 'program-failed'
  | 'program-ended'
  | 'timeout'
  | 'too-much-output'
  | 'too-much-memory'
  // A text: it cannot be read, or holds something else than it should.
  | 'invalid-yaml'
  | 'invalid-object'
  | 'invalid-resource'
  | 'invalid-kustomization'
  | 'invalid-values'
  | 'duplicate-object'
  // A path: it leads nowhere, is an address elsewhere, or leads out of the tree.
  | 'not-in-tree'
  | 'not-fetched'
  | 'outside-tree'
  // A chart: it cannot be had from here, its source has no such version, it needs other credentials, is wrong, or is
  // not the requested one.
  | 'chart-absent'
  | 'version-absent'
  | 'chart-refused'
  | 'chart-invalid'
  | 'chart-mismatch'
  // The disk.
  | 'unreadable';

export type Failure<Code extends FailureCode = FailureCode> = AnyFailure<Code>;

/** The result of a step of the renderer, or why it has none. */
export type Outcome<T> = AnyOutcome<T, FailureCode>;

/** An outcome that is a failure. */
export function failure<Code extends FailureCode>(
  code: Code,
  reason: string,
  remedy?: string,
): { readonly ok: false } & Failure<Code> {
  return remedy === undefined ? { ok: false, code, reason } : { ok: false, code, reason, remedy };
}

/** Whether a chart could not be had from here. Any other chart is there and wrong, and no option excuses that. */
export function isChartMissing({ code }: Failure): boolean {
  return code === 'chart-absent' || code === 'version-absent' || code === 'chart-refused';
}

const programFaults: readonly FailureCode[] = [
  'program-missing',
  'program-not-started',
  'program-ended',
  'timeout',
  'too-much-output',
  'too-much-memory',
];

/** Whether a program did not get to its own end. Then it says nothing about the chart or the text that it worked on. */
export function isProgramFault({ code }: Failure): boolean {
  return programFaults.includes(code);
}
