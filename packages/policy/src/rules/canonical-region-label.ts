import type { Json, JsonMap, RenderedObject } from '@sovereign-fleet/renderer';
import { fieldPath } from '../field-path';
import type { Breach } from '../finding';
import type { RegionRule } from '../rule';
import { isList, isMap, type Step, walk } from '../walk';

export const canonicalRegionLabel: RegionRule = {
  id: 'canonical-region-label',
  severity: 'error',
  title: 'Whatever chooses nodes by openova.io/region chooses those of its own region, by the naming rule',
  per: 'region',
  check: ({ rendered, facts }) => rendered.objects.flatMap((of) => selectorsIn(of, facts.canonicalLabel)),
};

const nodeLabel = 'openova.io/region';

/** Looks at every `nodeSelector` and node affinity, at any depth: of any workload, and of the values of a HelmRelease. */
function selectorsIn(of: RenderedObject, label: string): readonly Breach[] {
  const breaches: Breach[] = [];
  walk(of.object, (value, steps) => {
    if (!isMap(value)) return;
    const breach = wrongSelector(value, steps, label) ?? wrongAffinity(value, steps, label);
    if (breach !== undefined) breaches.push({ at: of, ...breach });
  });
  return breaches;
}

type Wrong = Omit<Breach, 'at'> | undefined;

function wrongSelector(value: JsonMap, steps: readonly Step[], label: string): Wrong {
  if (steps.at(-1) !== 'nodeSelector' || !Object.hasOwn(value, nodeLabel)) return undefined;
  const given = value[nodeLabel];
  return given === label ? undefined : wrong([...steps, nodeLabel], given ?? null, label);
}

/** A required match that leaves no node, or lets the pod leave its region, has the effect of a wrong selector. */
function wrongAffinity(value: JsonMap, steps: readonly Step[], label: string): Wrong {
  if (value['key'] !== nodeLabel || value['operator'] !== 'In' || steps.at(-2) !== 'matchExpressions') return undefined;
  const given = value['values'] ?? null;
  const isOwn = isList(given) && given.length > 0 && given.every((one) => one === label);
  return isOwn ? undefined : wrong([...steps, 'values'], given, label);
}

function wrong(steps: readonly Step[], given: Json, label: string): Wrong {
  const problem = `it is ${JSON.stringify(given)}, and the nodes of the region carry "${label}": no pod would start`;
  const remedy = 'Write ${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot';
  return { field: fieldPath(steps), problem, remedy };
}
