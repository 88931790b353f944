import { isJsonMap } from '@sovereign-fleet/domain';
import { isFluxGroup } from '@sovereign-fleet/flux';
import { fingerprintPattern, type RenderedObject } from '@sovereign-fleet/renderer';
import { fieldPath } from '../objects/field-path';
import type { Breach } from '../contract/finding';
import { apiGroup } from '../objects/object-id';
import type { RegionRule } from '../contract/rule';
import { type Step, walk } from '../objects/walk';

// The renderer hides what came out of a Secret, so a `NodePort` or a label that a Secret brings would pass every rule.
export const openValue: RegionRule = {
  id: 'open-value',
  severity: 'error',
  title: 'What rules read does not come out of a Secret',
  fault: { one: 'value is hidden from the rules', many: 'values are hidden from the rules', counts: 'findings' },
  why: 'A value that is hidden cannot be held against the rules, so nothing is known of it.',
  per: 'region',
  check: ({ rendered }) => rendered.objects.filter(isReadByRules).flatMap(hiddenIn),
};

/** Kubernetes' own kinds that run and connect things, and Flux's. */
function isReadByRules({ object: { apiVersion, kind } }: RenderedObject): boolean {
  const group = apiGroup(apiVersion);
  if (group === '' && ['ConfigMap', 'Secret'].includes(kind)) return false;
  return ['', 'apps', 'batch'].includes(group) || isFluxGroup(group);
}

// Text for programs and people, and what is read where it arrives.
const free = new Set<Step>([
  'env',
  'args',
  'command',
  'annotations',
  'values',
  'substitute',
  'patches',
  'postRenderers',
]);

const hidden = new RegExp(fingerprintPattern);

function hiddenIn(of: RenderedObject): readonly Breach[] {
  const found: string[] = [];
  walk(of.object, (value, steps) => {
    if (steps.some((step) => free.has(step))) return;
    const isHere = typeof value === 'string' && hidden.test(value);
    if (isHere || (isJsonMap(value) && Object.keys(value).some((key) => hidden.test(key))))
      found.push(fieldPath(steps));
  });
  const problem = 'it comes out of a Secret, so it is hidden, and no rule can say that it is right';
  const remedy = 'Write it in the tree, or take it from a ConfigMap; keep in Secrets what is secret alone';
  return found.map((field) => ({ at: of, field, problem, remedy }));
}
