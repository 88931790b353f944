import { groupOf } from '@sovereign-fleet/domain';
import { apiGroups } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '../contract/rendered';
import type { ToldProblem } from '../contract/api-server';

/** Kinds whose controllers make other objects or sources, by API group, and what they make. */
const makers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'fluxcd.controlplane.io': {
    FluxInstance: 'the Flux Operator makes Flux and its source of it',
    ResourceSet: 'the Flux Operator makes objects of its templates',
  },
  'source.extensions.fluxcd.io': { ArtifactGenerator: 'source-watcher makes sources of it' },
  [apiGroups.source]: {
    ExternalArtifact: 'another controller fills it',
    HelmChart: 'source-controller pulls a chart for it, for whoever asks',
  },
};

/** That an object makes others elsewhere than in this tree, so that nothing of them is rendered. */
export function unfollowedKind({ apiVersion, kind }: KubernetesObject): ToldProblem | undefined {
  const made = makers[groupOf(apiVersion)]?.[kind];
  if (made === undefined) return undefined;
  const remedy = 'Review in the cluster what it makes, and say in "unfollowed" of the kit why it is not looked at here';
  return { kind: 'not-followed', field: '', problem: `${made}, which is not followed here`, remedy };
}
