import type { ChartValue } from '@sovereign-fleet/domain';

/** A step on the way to a value: the key of an object, the region of a list, or the layers of a kit in the fleet. */
export type EditStep = string | { readonly region: string } | { readonly kit: string };

/** One change of a record that a person wrote. */
export interface RecordEdit {
  readonly path: readonly EditStep[];
  /** What stands there afterwards, with what is missing on the way to it; undefined: nothing stands there. */
  readonly value: EditValue | undefined;
}

/** Plain data, as a record has them. */
export type EditValue = ChartValue | EditValues | readonly EditValue[];
export interface EditValues {
  readonly [key: string]: EditValue;
}

/** The way as one would write it in TypeScript, for people: `regions["nbg1"].overrides["bp-cilium"].cilium`. */
export function pathText(path: readonly EditStep[]): string {
  const parts = path.map((step) => {
    if (typeof step !== 'string') return `["${'region' in step ? step.region : step.kit}"]`;
    return isName(step) ? `.${step}` : `["${step}"]`;
  });
  return parts.join('').replace(/^\./, '');
}

/** Whether a key needs no quotes. */
export function isName(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key);
}
