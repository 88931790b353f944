import { chartReference } from './chart-reference';
import type { HelmRelease } from './helm-release';
import { isHelmRelease, readHelmRelease } from './helm-release';
import { type Lookup, mergedValues } from './merged-values';
import { postRendered } from './post-render';
import type { Chart, Tools } from './ports';
import { idOfObject } from './region-state';
import type { KubernetesObject, RenderedChart, RenderedObject, RenderedRelease, RenderProblem } from './rendered';
import { scopesOf } from './scope';

/** What of the cluster a chart can ask for (Helm: Capabilities). */
export interface ClusterVersions {
  /** Such as `1.34.0`. */
  readonly kubeVersion: string;
  /** Such as `cilium.io/v2`; those of Kubernetes itself are there without being named. */
  readonly apiVersions: readonly string[];
}

export interface ReleaseContext {
  readonly find: Lookup;
  readonly tools: Tools;
  readonly cluster: ClusterVersions;
}

interface ReleaseResult {
  readonly releases: readonly RenderedRelease[];
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly RenderProblem[];
}

export { isHelmRelease };

/**
 * What helm-controller would install for one HelmRelease: its chart with its merged values, through its postRenderers.
 * A chart that cannot be had, and whatever fails, is a problem that names the HelmRelease.
 */
export async function renderRelease(object: KubernetesObject, context: ReleaseContext): Promise<ReleaseResult> {
  const id = idOfObject(object);
  const refuse = (kind: RenderProblem['kind'], problem: string, remedy: string): ReleaseResult => ({
    releases: [],
    objects: [],
    problems: [{ kind, object: id, field: 'spec', problem, remedy }],
  });
  const read = readHelmRelease(object);
  if (!read.ok) return refuse('failed', read.reason, 'Write it as the CRD of Flux has it');
  const release = read.value;
  if (release.spec.suspend) return refuse('suspended', 'it is suspended, so Flux installs nothing of it', 'Resume it');
  const values = mergedValues(release, context.find);
  if (!values.ok) return refuse('failed', values.reason, 'Mend spec.valuesFrom');
  const reference = chartReference(release, context.find);
  if (!reference.ok) return refuse('missing-chart', reference.reason, 'Add the source, or take another one');
  const chart = await context.tools.findChart(reference.value);
  if (!chart.ok) {
    const remedy = 'Have it in charts/, or make its registry reachable; --allow-missing-charts goes on without it';
    return refuse('missing-chart', chart.reason, remedy);
  }
  const request = { chart: chart.value, values: JSON.stringify(values.value), ...settingsOf(release, context.cluster) };
  const templated = await context.tools.template(request);
  if (!templated.ok) return refuse('failed', templated.reason, 'Mend the values or the chart');
  const objects = await postRendered(templated.value, release, context.tools.build);
  if (!objects.ok) return refuse('failed', objects.reason, 'Mend spec.postRenderers');
  const { namespace, name, releaseName, targetNamespace } = release;
  return {
    releases: [{ namespace, name, releaseName, targetNamespace, chart: shown(chart.value) }],
    objects: placed(objects.value, release),
    problems: [],
  };
}

/** Without where it is on this machine. */
function shown({ name, version, origin, standIns }: Chart): RenderedChart {
  return { name, version, origin, standIns };
}

function settingsOf({ releaseName, targetNamespace, spec }: HelmRelease, cluster: ClusterVersions) {
  return {
    releaseName,
    namespace: targetNamespace,
    includeCrds: spec.install.crds !== 'Skip',
    includeTests: spec.test.enable,
    skipSchemaValidation: spec.install.disableSchemaValidation,
    ...cluster,
  };
}

/** Helm installs what names no namespace into that of the release. */
function placed(objects: readonly KubernetesObject[], release: HelmRelease): readonly RenderedObject[] {
  const { namespace, name, targetNamespace } = release;
  const isClusterScoped = scopesOf(objects);
  return objects.map((object) => ({
    appliedBy: { kind: 'HelmRelease', namespace, name },
    namespace: isClusterScoped(object) ? '' : (object.metadata.namespace ?? targetNamespace),
    object,
  }));
}
