import type { RenderedObject } from '@sovereign-fleet/renderer';
import { fieldPath } from './field-path';
import type { Breach } from './finding';
import { isMap, type Step, walk } from './walk';

/** A text with `${` in it, after all was substituted. */
export interface Leftover extends Breach {
  /** Whether programs read the text, so that `${` may be theirs: scripts, commands, data of ConfigMaps. */
  readonly isProgram: boolean;
}

/**
 * Every key and value with `${` in it. Left out: schemas, fingerprints of Secrets, and program text that came out of a
 * chart. Flux does not substitute what Helm makes, so there `${` is the chart's own; what the values brought along is
 * found in the HelmRelease.
 */
export function leftoversOf(of: RenderedObject): readonly Leftover[] {
  if (of.object.kind === 'CustomResourceDefinition') return [];
  return leftoversIn(of).filter(({ isProgram }) => !(isProgram && of.appliedBy.kind === 'HelmRelease'));
}

function leftoversIn(of: RenderedObject): readonly Leftover[] {
  const found: Leftover[] = [];
  walk(of.object, (value, steps) => {
    if (typeof value === 'string') {
      if (value.includes('${')) found.push(leftover(of, steps, value));
    } else if (isMap(value)) {
      const keys = Object.keys(value).filter((key) => key.includes('${'));
      found.push(...keys.map((key) => leftover(of, [...steps, key], key)));
    }
  });
  return found;
}

const commands = new Set<Step>(['command', 'args']);

function leftover(of: RenderedObject, steps: readonly Step[], text: string): Leftover {
  const [top] = steps;
  const isData = of.object.kind === 'ConfigMap' && (top === 'data' || top === 'binaryData');
  const isProgram = isData || text.includes('\n') || steps.some((step) => commands.has(step));
  const [shown = '${'] = /\$\{[^}\n]{0,60}\}?/.exec(text) ?? [];
  return {
    at: of,
    field: fieldPath(steps),
    problem: `${JSON.stringify(shown)} is left after substitution`,
    remedy:
      'Declare the substitute in the kit; where the text itself is meant, keep such texts in a ConfigMap or a script',
    isProgram,
  };
}
