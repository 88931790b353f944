import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { NodeChoice, NodeLabel } from '../contract/region-under-review';
import { fieldPath } from '../objects/field-path';
import { type Step, walk } from '../objects/walk';

/**
 * Every label by which an object chooses nodes, at any depth: in templates of pods of any workload, in custom
 * resources, which may write it as a label selector or as a text, and in the values of a HelmRelease.
 */
export function nodeChoicesOf(of: RenderedObject): readonly NodeChoice[] {
  const found: NodeChoice[] = [];
  walk(of.object, (value, steps) => {
    for (const label of labelsAt(value, steps)) found.push({ of, ...label });
  });
  return found;
}

// Most values choose none, and a fleet has millions.
const none: readonly NodeLabel[] = [];

function labelsAt(value: Json, steps: readonly Step[]): readonly NodeLabel[] {
  if (typeof value === 'string') return labelsOfText(value, steps);
  return isJsonMap(value) ? labelsOfMap(value, steps) : none;
}

/** `topologyKey: a`, `topologyKeys: [a]`, and `a=b, c=d` of `nodeSelector` and of PodNodeSelector's annotation. */
function labelsOfText(text: string, steps: readonly Step[]): readonly NodeLabel[] {
  const own = steps.at(-1);
  if (own === 'topologyKey' || steps.at(-2) === 'topologyKeys') {
    return [{ by: 'topology', key: text, field: fieldPath(steps) }];
  }
  if (!isSelectorOfNodes(own)) return none;
  return text.split(',').map((pair): NodeLabel => {
    const [key = '', value = ''] = pair.split(/==?/).map((part) => part.trim());
    return { by: 'value', key, value, field: fieldPath(steps) };
  });
}

function labelsOfMap(map: JsonMap, steps: readonly Step[]): readonly NodeLabel[] {
  if (isMapOfLabels(steps)) {
    return Object.entries(map).flatMap(([key, value]): readonly NodeLabel[] => {
      // Maps and lists are parts of a label selector.
      if (isJsonMap(value) || isJsonList(value)) return [];
      return [{ by: 'value', key, value, field: fieldPath([...steps, key]) }];
    });
  }
  const { key, operator, values = null } = map;
  if (typeof key !== 'string' || !isExpression(steps)) return none;
  return [{ by: 'expression', key, operator, values, field: fieldPath(steps) }];
}

/** A selector of nodes, its `matchLabels`, and what vcluster calls so: `sync.fromHost.nodes.selector.labels`. */
function isMapOfLabels(steps: readonly Step[]): boolean {
  const own = steps.at(-1);
  if (own === 'matchLabels') return isSelectorOfNodes(steps.at(-2));
  return isSelectorOfNodes(own) || (own === 'labels' && steps.at(-2) === 'selector' && steps.at(-3) === 'nodes');
}

/** An expression of nodes, or of the topologies of a StorageClass. A selector of pods may say anything of a label. */
function isExpression(steps: readonly Step[]): boolean {
  const list = steps.at(-2);
  if (list === 'matchLabelExpressions') return true;
  if (list !== 'matchExpressions') return false;
  return steps.some((step) => step === 'nodeAffinity' || step === 'nodeSelectorTerms' || isSelectorOfNodes(step));
}

function isSelectorOfNodes(step: Step | undefined): boolean {
  return typeof step === 'string' && /node[-_]?selector$/i.test(step);
}
