import { isJsonList, isJsonMap, type Json, type JsonMap, nodeLabel } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { printJson } from '@sovereign-fleet/go-text';
import { fieldPath } from '../objects/field-path';
import type { Breach } from '../contract/finding';
import type { RegionRule } from '../contract/rule';
import { type Step, valueAt, walk } from '../objects/walk';

export const canonicalRegionLabel: RegionRule = {
  id: 'canonical-region-label',
  severity: 'error',
  title: `Whatever chooses nodes by ${nodeLabel} chooses those of its own region, by the naming rule`,
  fault: {
    one: 'selector of nodes does not choose those of its region',
    many: 'selectors of nodes do not choose those of their region',
    counts: 'findings',
  },
  why: 'A selector whose label no node has keeps its Pods pending, and one of another region puts them there.',
  per: 'region',
  check: ({ rendered, facts }) => rendered.objects.flatMap((of) => selectorsIn(of, facts.canonicalLabel)),
};

/**
 * Looks at every `nodeSelector` and node affinity at any depth: of workloads, of custom resources, which may write it
 * as a label selector, and of the values of a HelmRelease. Looks at the node selector of a Namespace, too.
 */
function selectorsIn(of: RenderedObject, label: string): readonly Breach[] {
  const breaches: Breach[] = namespaceSelector(of, label).map((breach) => ({ at: of, ...breach }));
  walk(of.object, (value, steps) => {
    if (!isJsonMap(value)) return;
    const breach = wrongSelector(value, steps, label) ?? wrongExpression(value, steps, label);
    if (breach !== undefined) breaches.push({ at: of, ...breach });
  });
  return breaches;
}

type LabelBreach = Omit<Breach, 'at'>;

function wrongSelector(value: JsonMap, steps: readonly Step[], label: string): LabelBreach | undefined {
  const isLabels = steps.at(-1) === 'matchLabels' && steps.at(-2) === 'nodeSelector';
  if (!(isLabels || steps.at(-1) === 'nodeSelector') || !Object.hasOwn(value, nodeLabel)) return undefined;
  const given = value[nodeLabel];
  return given === label ? undefined : wrongLabel([...steps, nodeLabel], given ?? null, label);
}

/** A required match with no node left, or with nodes of other regions, has the effect of a wrong selector. */
function wrongExpression(value: JsonMap, steps: readonly Step[], label: string): LabelBreach | undefined {
  if (value['key'] !== nodeLabel || steps.at(-2) !== 'matchExpressions') return undefined;
  const { operator } = value;
  const given = value['values'] ?? null;
  if (operator === 'In') return isOwn(given, label) ? undefined : wrongLabel([...steps, 'values'], given, label);
  if (!isOfNodes(steps) || !excludes(operator, given, label)) return undefined;
  const shown = operator === 'NotIn' ? `NotIn ${printJson(given)}` : printJson(operator);
  return { ...wrongLabel([...steps, 'operator'], null, label), problem: problemOf(shown, label) };
}

function isOwn(given: Json, label: string): boolean {
  return isJsonList(given) && given.length > 0 && given.every((one) => one === label);
}

/** Whether an expression selects nodes: a selector of pods may say anything of the label. */
function isOfNodes(steps: readonly Step[]): boolean {
  return ['nodeAffinity', 'nodeSelector', 'nodeSelectorTerms'].some((step) => steps.includes(step));
}

/** Every node carries the label, and its value is not a number (Kubernetes: NodeSelectorRequirement). */
function excludes(operator: Json | undefined, values: Json, label: string): boolean {
  if (operator === 'NotIn') return isJsonList(values) && values.includes(label);
  return operator === 'DoesNotExist' || operator === 'Gt' || operator === 'Lt';
}

// The admission plugin PodNodeSelector adds it to every pod of the namespace.
const selectorAnnotation = 'scheduler.alpha.kubernetes.io/node-selector';

function namespaceSelector({ object }: RenderedObject, label: string): readonly LabelBreach[] {
  const text = object.kind === 'Namespace' ? valueAt(object, 'metadata', 'annotations', selectorAnnotation) : undefined;
  if (typeof text !== 'string') return [];
  const pairs = text.split(',').map((pair) => pair.split(/==?/).map((part) => part.trim()));
  const own = pairs.find(([key, value]) => key === nodeLabel && value !== label);
  return own === undefined ? [] : [wrongLabel(['metadata', 'annotations', selectorAnnotation], own[1] ?? null, label)];
}

function wrongLabel(steps: readonly Step[], given: Json, label: string): LabelBreach {
  const remedy = 'Write ${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot';
  return { field: fieldPath(steps), problem: problemOf(printJson(given), label), remedy };
}

function problemOf(given: string, label: string): string {
  return `it is ${given}, and the nodes of the region carry "${label}": no pod would start`;
}
