import { isExactVersion } from '@sovereign-fleet/domain';
import { type HelmRelease, readHelmRelease, versionOfTag } from '@sovereign-fleet/flux';
import { chartReference } from './chart-reference';
import { isSameVersion } from './chart-version';
import { createdNamespace } from './created-namespace';
import { type MergedValues, mergedValues } from './merged-values';
import { postRender, type TemplatedObjects } from './post-render';
import type { RegionSecrets } from '../contract/region-secrets';
import { isChartMissing, type Outcome } from '../contract/failure';
import type { Chart, ChartReference, TemplateRequest, Tools } from '../contract/ports';
import type {
  KubernetesObject,
  RenderedChart,
  RenderedObject,
  RenderedRelease,
  RenderProblem,
} from '../contract/rendered';
import { scopesOf } from '../objects/scope';
import type { Delivered, Lookup } from './values-reference';
import { idOfObject } from '../objects/object-id';
import { targetCluster } from './target-cluster';

/** What a chart can ask about the cluster (Helm: Capabilities). */
export interface ClusterVersions {
  /** Such as `1.34.0`. */
  readonly kubeVersion: string;
  /** Such as `cilium.io/v2`. Those of Kubernetes itself are always there. */
  readonly apiVersions: readonly string[];
}

export interface ReleaseContext {
  readonly find: Lookup;
  readonly delivered?: Delivered | undefined;
  readonly tools: Omit<Tools, 'server'>;
  readonly cluster: ClusterVersions;
  /** The version of Flux that will read it. The newest if left out. */
  readonly fluxVersion?: string | undefined;
  /** The id of the tree's own source, such as `GitRepository flux-system/flux-system`. */
  readonly treeSource?: string | undefined;
  /** What that source checks out; without it, all. */
  readonly treePaths?: readonly string[] | undefined;
  readonly secrets: RegionSecrets;
}

interface ReleaseResult {
  readonly releases: readonly RenderedRelease[];
  readonly objects: readonly RenderedObject[];
  /** A Namespace that Helm creates if there is none. */
  readonly created: readonly RenderedObject[];
  readonly problems: readonly RenderProblem[];
}

/** Why nothing is rendered: a RenderProblem without the object. */
type Refusal = Omit<RenderProblem, 'object'>;

/**
 * What helm-controller would install for one HelmRelease: its chart with its merged values, through its postRenderers.
 * Every failure, such as a chart that cannot be had, is a problem that names the HelmRelease.
 */
export async function renderRelease(object: KubernetesObject, context: ReleaseContext): Promise<ReleaseResult> {
  const refuse = (refusal: Refusal): ReleaseResult => ({
    releases: [],
    objects: [],
    created: [],
    problems: [{ ...refusal, object: idOfObject(object) }],
  });
  const read = await readHelmRelease(object);
  if (!read.ok) return refuse(refusalOf('spec', read.reason, 'Write it as the CRD of Flux has it'));
  const release = read.value;
  if (release.spec.suspend) return refuse(suspendedRefusal);
  const values = mergedValues(release, context);
  if (!values.ok) return refuse(valuesRefusal(values));
  const found = await findChart(release, context);
  if ('problem' in found) return refuse(found);
  const { chart, doubts } = found;
  const objects = await renderChart({ release, chart, values }, context);
  if ('problem' in objects) return refuse(objects);
  const { namespace, name, releaseName, targetNamespace } = release;
  return {
    releases: [
      { namespace, name, releaseName, targetNamespace, ...targetCluster(release), chart: chartSummary(chart) },
    ],
    objects: withNamespaces(objects, release),
    created: createdNamespace(release),
    problems: doubts.map((doubt) => ({ ...doubt, object: idOfObject(object) })),
  };
}

const suspendedRefusal: Refusal = {
  kind: 'suspended',
  field: 'spec.suspend',
  problem: 'it is suspended, so Flux installs nothing of it',
  remedy: 'Resume it, or remove it',
};

function refusalOf(field: string, problem: string, remedy: string): Refusal {
  return { kind: 'failed', field, problem, remedy };
}

function valuesRefusal({ kind, field, problem, remedy }: Exclude<MergedValues, { ok: true }>): Refusal {
  return { kind, field, problem, remedy };
}

interface FoundChart {
  readonly chart: Chart;
  /** What a person should look at, though Flux takes the chart. */
  readonly doubts: readonly Refusal[];
}

async function findChart(
  release: HelmRelease,
  { find, treeSource, treePaths, tools }: ReleaseContext,
): Promise<FoundChart | Refusal> {
  const field = release.spec.chart === undefined ? 'spec.chartRef' : 'spec.chart';
  const reference = chartReference(release, { find, tree: treeSource, treePaths });
  if (!reference.ok) return { kind: reference.kind, field, problem: reference.problem, remedy: reference.remedy };
  const found = await tools.findChart(reference.value);
  if (found.ok) return { chart: found.value, doubts: otherVersion(found.value, reference.value, field) };
  if (!isChartMissing(found)) {
    return refusalOf(field, found.reason, found.remedy ?? 'Mend the chart, or what the release asks for');
  }
  const remedy = found.remedy ?? 'Have it in charts/, or make its registry reachable';
  const goOn = '--allow-missing-charts goes on without it';
  const kind = found.code === 'version-absent' ? 'missing-version' : 'missing-chart';
  return { kind, field, problem: found.reason, remedy: `${remedy}; ${goOn}` };
}

/**
 * Flux pulls what a digest names, and compares its version with neither the tag nor the range beside it
 * (source-controller, OCIRepository; helm-controller compares tags alone).
 */
function otherVersion({ version, origin }: Chart, reference: ChartReference, field: string): readonly Refusal[] {
  if (reference.kind !== 'oci' || reference.digest === undefined || origin === 'workspace') return [];
  const said = versionOfTag(reference.tag ?? '');
  if (!isExactVersion(said) || isSameVersion(said, version)) return [];
  const problem = `its digest is that of version ${version}, which Flux pulls, whatever the tag says: ${said}`;
  const remedy = `Write the digest that the registry gives for ${said}, or the version ${version}`;
  return [{ kind: 'other-version', field, problem, remedy }];
}

interface Install {
  readonly release: HelmRelease;
  readonly chart: Chart;
  readonly values: Extract<MergedValues, { readonly ok: true }>;
}

async function renderChart(install: Install, context: ReleaseContext): Promise<readonly KubernetesObject[] | Refusal> {
  const templated = await templateChart(await requestOf(install, context), install.release, context);
  if (!templated.ok) return refusalOf('spec', templated.reason, templated.remedy ?? 'Mend the values or the chart');
  const { build } = context.tools;
  const objects = await postRender(templated.value, install.release, { build, fluxVersion: context.fluxVersion });
  return objects.ok
    ? objects.value
    : refusalOf('spec.postRenderers', objects.reason, objects.remedy ?? 'Mend them or the chart');
}

async function requestOf({ release, chart, values }: Install, context: ReleaseContext): Promise<TemplateRequest> {
  const { releaseName, targetNamespace, spec } = release;
  return {
    chart,
    releaseName,
    namespace: targetNamespace,
    values: JSON.stringify(values.values),
    includeCrds: spec.install.crds !== 'Skip',
    includeTests: spec.test.enable,
    skipSchemaValidation: spec.install.disableSchemaValidation,
    ...capabilitiesOf(release, context),
    redaction: await context.secrets.redactionOf(values.values, values.secrets),
  };
}

/** What is known of this cluster's APIs says nothing of another one. Its version of Kubernetes is taken for ours. */
function capabilitiesOf(release: HelmRelease, { cluster }: ReleaseContext): ClusterVersions {
  return targetCluster(release).cluster === undefined ? cluster : { ...cluster, apiVersions: [] };
}

/**
 * helm-controller applies the CRDs of `crds/` itself, without post renderers. Helm prints them first. How many there
 * are is known from a second run without them, which is made only if it makes a difference.
 */
async function templateChart(
  request: TemplateRequest,
  { spec }: HelmRelease,
  { tools }: ReleaseContext,
): Promise<Outcome<TemplatedObjects>> {
  const all = await tools.template(request);
  if (!all.ok) return all;
  const changes = spec.postRenderers.length > 0 || spec.commonMetadata !== undefined;
  const hasCrds = request.includeCrds && all.value[0]?.kind === 'CustomResourceDefinition';
  if (!changes || !hasCrds) return { ok: true, value: { crds: [], objects: all.value } };
  const others = await tools.template({ ...request, includeCrds: false });
  if (!others.ok) return others;
  const count = all.value.length - others.value.length;
  return { ok: true, value: { crds: all.value.slice(0, count), objects: all.value.slice(count) } };
}

/** The chart without its path on this machine. */
function chartSummary({ name, version, origin, standIns }: Chart): RenderedChart {
  return { name, version, origin, standIns };
}

/** Helm installs an object without a namespace into that of the release. */
function withNamespaces(objects: readonly KubernetesObject[], release: HelmRelease): readonly RenderedObject[] {
  const { namespace, name, targetNamespace } = release;
  const isClusterScoped = scopesOf(objects);
  return objects.map((object) => ({
    appliedBy: { kind: 'HelmRelease', namespace, name },
    namespace: isClusterScoped(object) ? '' : (object.metadata.namespace ?? targetNamespace),
    ...targetCluster(release),
    object,
  }));
}
