import type { RenderedObject } from '@sovereign-fleet/renderer';

/** What makes a review fail is an error; a warning is for a person to weigh. */
export type Severity = 'error' | 'warning';

/** What a rule found, before the review adds who, where and how grave. */
export interface Breach {
  /** The object, or in words what it is about: `HelmRelease flux-system/bp-cilium`. */
  readonly at: RenderedObject | string;
  /** The way to the value within the object, or left out for all of it. */
  readonly field?: string;
  readonly problem: string;
  readonly remedy: string;
  /** Where to begin to mend it, where that is known and not in the tree. */
  readonly file?: string;
  /** Whether data are lost: an error where the record is protected. */
  readonly losesData?: boolean;
}

/** Of breaches with the same sentence the first: one cause, which many objects share. */
export function firstOfEach(breaches: readonly Breach[]): readonly Breach[] {
  const seen = new Set<string>();
  return breaches.filter(({ problem }) => {
    const isFirst = !seen.has(problem);
    seen.add(problem);
    return isFirst;
  });
}

/** A breach of a rule in one region, or of a Sovereign as a whole. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The region's key, or '' for the Sovereign as a whole. */
  readonly region: string;
  readonly object: string;
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
  /** Where a person would begin to mend it, from the workspace's root. */
  readonly file: string;
}

/** `StatefulSet mgmt/x, spec.replicas: problem. remedy.`, one line but for what the texts themselves hold. */
export function formatFinding({ object, field, problem, remedy }: Finding): string {
  const value = field === '' ? '' : `, ${field}`;
  return `${object}${value}: ${problem}. ${remedy}.`;
}
