import type { JsonMap, RenderedObject } from '@sovereign-fleet/renderer';
import type { RegionRule } from './rule';
import { isVcluster } from '../region/vcluster-workload';
import { isMap, mapsIn, valueAt } from '../objects/walk';
import { nodeLabel } from './canonical-region-label';

// That what is written is the region's own label is what canonical-region-label says.
export const placedVcluster: RegionRule = {
  id: 'placed-vcluster',
  severity: 'error',
  title: 'Every vCluster chooses its nodes by openova.io/region',
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

/** By a node selector, or by a required affinity, each of whose terms is enough for a node (Kubernetes: NodeSelector). */
function isPlaced({ object }: RenderedObject): boolean {
  const pod = valueAt(object, 'spec', 'template', 'spec');
  const selector = valueAt(pod, 'nodeSelector');
  if (isMap(selector) && Object.hasOwn(selector, nodeLabel)) return true;
  const required = valueAt(pod, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const terms = mapsIn(valueAt(required, 'nodeSelectorTerms'));
  return terms.length > 0 && terms.every(isByRegion);
}

function isByRegion(term: JsonMap): boolean {
  return mapsIn(term['matchExpressions']).some(({ key, operator }) => key === nodeLabel && operator === 'In');
}
