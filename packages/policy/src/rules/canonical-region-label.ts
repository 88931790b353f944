import { isJsonList, type Json, nodeLabel } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { NodeChoice } from '../contract/region-under-review';
import type { RegionRule } from '../contract/rule';

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
  check: ({ nodeChoices, facts: { canonicalLabel } }) =>
    nodeChoices.flatMap((choice) => {
      const wrong = choice.key === nodeLabel ? wrongPart(choice, canonicalLabel) : undefined;
      if (wrong === undefined) return [];
      const { field, given } = wrong;
      const problem = `it is ${given}, and the nodes of the region carry "${canonicalLabel}": no pod would start`;
      return [{ at: choice.of, field, problem, remedy: 'Write ${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot' }];
    }),
};

interface WrongPart {
  readonly field: string;
  readonly given: string;
}

/** A required match with no node left, or with nodes of other regions, has the effect of a wrong selector. */
function wrongPart(choice: NodeChoice, label: string): WrongPart | undefined {
  const { field } = choice;
  if (choice.by === 'topology') return undefined;
  if (choice.by === 'value') return choice.value === label ? undefined : { field, given: printJson(choice.value) };
  const { operator, values } = choice;
  if (operator === 'In') {
    return isOwn(values, label) ? undefined : { field: `${field}.values`, given: printJson(values) };
  }
  if (!excludes(operator, values, label)) return undefined;
  const given = operator === 'NotIn' ? `NotIn ${printJson(values)}` : printJson(operator ?? null);
  return { field: `${field}.operator`, given };
}

function isOwn(given: Json, label: string): boolean {
  return isJsonList(given) && given.length > 0 && given.every((one) => one === label);
}

/** Every node carries the label, and its value is not a number (Kubernetes: NodeSelectorRequirement). */
function excludes(operator: Json | undefined, values: Json, label: string): boolean {
  if (operator === 'NotIn') return isJsonList(values) && values.includes(label);
  return operator === 'DoesNotExist' || operator === 'Gt' || operator === 'Lt';
}
