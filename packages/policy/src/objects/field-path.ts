import { printJson } from '@sovereign-fleet/go-text';
import type { Step } from './walk';

/** Which item of a list: the one with this name. */
export interface NamedItem {
  readonly name: string;
}

/** In which order the named items of a list are. */
export interface ItemOrder {
  readonly order: 'by name';
}

/** The way to a value as people write it: `spec.containers[0].image`, `labels["a/b"]`, `containers[name=syncer]`. */
export function fieldPath(steps: readonly (Step | NamedItem | ItemOrder)[]): string {
  return steps.map(stepText).join('').replace(/^\./, '');
}

// A name that would read as something else is quoted, so that two ways never read alike.
const plainKey = /^[A-Za-z_][\w-]*$/;
const plainName = /^[A-Za-z0-9_][\w./-]*$/;

function stepText(step: Step | NamedItem | ItemOrder): string {
  if (typeof step === 'number') return `[${step}]`;
  if (typeof step === 'string') return plainKey.test(step) ? `.${step}` : `[${printJson(step)}]`;
  if ('order' in step) return '[order]';
  return `[name=${plainName.test(step.name) ? step.name : printJson(step.name)}]`;
}
