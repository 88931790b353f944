import { groupOf, isJsonMap } from '@sovereign-fleet/domain';
import { apiGroups, isHelmRelease } from '@sovereign-fleet/flux';
import type { KubernetesObject, RenderedObject, RenderProblem } from '../contract/rendered';
import { idOf } from '../objects/object-id';
import { namespaceOf } from '../objects/namespace-of';

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

/**
 * What objects say by being there, whoever applies them: that they make others elsewhere than in this tree, of which
 * nothing is rendered, or that a source is suspended.
 */
export function tellingObjects(objects: readonly RenderedObject[]): readonly RenderProblem[] {
  const followed = new Set(objects.filter(({ object }) => isHelmRelease(object)).flatMap(referredChart));
  return objects.flatMap((one): readonly RenderProblem[] => {
    const { kind, metadata } = one.object;
    const object = idOf(kind, namespaceOf(one.object, one.namespace), metadata.name);
    return [...(followed.has(object) ? [] : notFollowed(one.object, object)), ...suspendedSource(one.object, object)];
  });
}

/** The HelmChart that a release takes its chart from, which is rendered with it. */
function referredChart({ object: { spec }, namespace }: RenderedObject): readonly string[] {
  const chartRef = isJsonMap(spec) ? spec['chartRef'] : undefined;
  if (!isJsonMap(chartRef) || chartRef['kind'] !== 'HelmChart' || typeof chartRef['name'] !== 'string') return [];
  const { namespace: of, name } = chartRef;
  return [idOf('HelmChart', typeof of === 'string' && of !== '' ? of : namespace, name)];
}

function notFollowed({ apiVersion, kind }: KubernetesObject, object: string): readonly RenderProblem[] {
  const made = makers[groupOf(apiVersion)]?.[kind];
  if (made === undefined) return [];
  const remedy = 'Review in the cluster what it makes, and say in "unfollowed" of the kit why it is not looked at here';
  return [{ kind: 'not-followed', object, field: '', problem: `${made}, which is not followed here`, remedy }];
}

function suspendedSource({ apiVersion, spec }: KubernetesObject, object: string): readonly RenderProblem[] {
  if (groupOf(apiVersion) !== apiGroups.source || !isJsonMap(spec) || spec['suspend'] !== true) return [];
  const problem = 'it is suspended, so Flux fetches nothing new of it, and nothing at all where it has fetched nothing';
  return [{ kind: 'suspended', object, field: 'spec.suspend', problem, remedy: 'Resume it' }];
}
