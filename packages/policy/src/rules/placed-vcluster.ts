import { isJsonMap, type JsonMap, nodeLabel } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { RegionRule } from '../contract/rule';
import { isVcluster } from '../region/vcluster-workload';
import { mapsIn, valueAt } from '../objects/walk';

// Whether the label is the region's own is for canonical-region-label to say.
export const placedVcluster: RegionRule = {
  id: 'placed-vcluster',
  severity: 'error',
  title: `Every vCluster chooses its nodes by ${nodeLabel}`,
  fault: {
    one: 'vCluster may start outside its region',
    many: 'vClusters may start outside their region',
    counts: 'findings',
  },
  why: 'Its control plane may start on nodes of another region, away from its volumes and its tenants.',
  per: 'region',
  check: ({ rendered }) =>
    rendered.objects
      .filter((of) => isVcluster(of) && !isPlaced(of))
      .map((of) => ({
        at: of,
        field: 'spec.template.spec.nodeSelector',
        problem: `it does not choose nodes by ${nodeLabel}, so the vCluster may start outside its region`,
        remedy: `Write ${nodeLabel}: \${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot`,
      })),
};

/** By a node selector or a required affinity. One term is enough for a node, so each must have the label. */
function isPlaced({ object }: RenderedObject): boolean {
  const pod = valueAt(object, 'spec', 'template', 'spec');
  const selector = valueAt(pod, 'nodeSelector');
  if (isJsonMap(selector) && Object.hasOwn(selector, nodeLabel)) return true;
  const required = valueAt(pod, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const terms = mapsIn(valueAt(required, 'nodeSelectorTerms'));
  return terms.length > 0 && terms.every(isByRegion);
}

function isByRegion(term: JsonMap): boolean {
  return mapsIn(term['matchExpressions']).some(({ key, operator }) => key === nodeLabel && operator === 'In');
}
