import { fieldOf, isJsonList, isJsonMap, nearest } from '@sovereign-fleet/domain';
import type { HelmRelease } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import type { Chart } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { typeWord } from '../objects/type-word';
import type { Refusal } from './refusal';
import { valuesReadIn } from './template-values';

/** Values that are no map, such as a text with a map in it: helm-controller takes none then (HelmRelease.GetValues). */
export function lostValues({ spec }: KubernetesObject): readonly Refusal[] {
  const values = isJsonMap(spec) ? (spec['values'] ?? null) : null;
  if (values === null || values === '' || isJsonMap(values)) return [];
  const word = isJsonList(values) ? 'list' : typeWord(values);
  const problem = `it is a ${word} and no map, so that Flux leaves it out without a word and installs the rest`;
  const remedy = word === 'string' ? 'Take the | or the quotes off' : 'Write a map';
  return [{ kind: 'dropped', field: 'spec.values', problem, remedy }];
}

/**
 * The top-level values of a release that nothing in its chart reads: no template, no subchart and no schema. Helm takes
 * them without a word. Where templates read all values at once and no schema names them, nothing is said.
 */
export function unreadValues(
  { spec }: HelmRelease,
  { name, version, texts }: Pick<Chart, 'name' | 'version' | 'texts'>,
  values: Readonly<Record<string, unknown>>,
): readonly Refusal[] {
  const { names, others, schema } = texts.values;
  const templated = valuesReadIn(printJson(values)); // a value may be a template itself
  if ((others || templated.others) && schema === undefined) return [];
  const known = [...names, ...templated.names, ...(schema ?? [])];
  const unread = Object.keys(values).filter((key) => !known.includes(key));
  return unread.map((key) => {
    const field = Object.hasOwn(spec.values, key) ? fieldOf(['spec', 'values', key]) : 'spec.valuesFrom';
    const near = nearest(key, schema ?? names);
    const remedy = near === undefined ? 'Take it out, or write what the chart reads' : `Did you mean "${near}"?`;
    return { kind: 'unread-value', field, problem: `nothing in chart ${name} ${version} reads "${key}"`, remedy };
  });
}
