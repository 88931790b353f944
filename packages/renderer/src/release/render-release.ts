import { type HelmRelease, readHelmRelease } from '@sovereign-fleet/flux';
import { noneAsked } from '../cluster/asked-apis';
import { createdNamespace } from './created-namespace';
import { askedBy, type Install, installRelease } from './install-release';
import type { Installed, ReleaseResult } from './release-result';
import { type MergedValues, mergedValues } from './merged-values';
import { type Refusal, refusalOf } from './refusal';
import { apiDoubts, apisOfRelease, type ClusterKnown } from './release-apis';
import { findReleaseChart } from './release-chart';
import type { RegionSecrets } from '../contract/region-secrets';
import type { Chart, Tools } from '../contract/ports';
import type {
  KubernetesObject,
  RenderedChart,
  RenderedObject,
  RenderedRelease,
  RenderProblem,
} from '../contract/rendered';
import { scopesOf } from '../objects/scope';
import type { Sources } from './values-reference';
import { idOfObject } from '../objects/object-id';
import { targetCluster } from '../objects/target-cluster';
import type { SourceFilter } from '../tree/source-files';
import { lostValues, unreadValues } from './unread-values';
import { bareVersionRefusals } from './unknown-revision';
import { namespaceOf } from '../objects/namespace-of';

export interface ReleaseContext extends Sources, ClusterKnown {
  readonly tools: Omit<Tools, 'server'>;
  /** Whether a source, such as `GitRepository flux-system/flux-system`, is the tree itself. */
  readonly isTree: (id: string) => boolean;
  /** What that source says of the files that it passes on. */
  readonly treeFilter?: SourceFilter | undefined;
  readonly secrets: RegionSecrets;
}

/**
 * What helm-controller would install for one HelmRelease: its chart with its merged values, through its postRenderers.
 * Every failure, such as a chart that cannot be had, is a problem that names the HelmRelease.
 */
export async function renderRelease(object: KubernetesObject, context: ReleaseContext): Promise<ReleaseResult> {
  const problemOf = (refusal: Refusal): RenderProblem => ({ ...refusal, object: idOfObject(object) });
  const refuse = (refusal: Refusal): ReleaseResult => ({ ...nothing, problems: [problemOf(refusal)] });
  const read = await readHelmRelease(object);
  if (!read.ok) return refuse(refusalOf('spec', read.reason, 'Write it as the CRD of Flux has it'));
  const release = read.value;
  if (release.spec.suspend) return refuse(suspendedRefusal);
  const values = mergedValues(release, context);
  if (!values.ok) return refuse(valuesRefusal(values));
  const { find, isTree, treeFilter, tools, fluxVersion, cluster } = context;
  const found = await findReleaseChart(release, { find, isTree, treeFilter }, tools.findChart);
  if ('problem' in found) return refuse(found);
  const { chart } = found;
  const apis = apisOfRelease(release, context);
  const install: Install = { release, chart, values, apis, kubeVersion: cluster.kubeVersion, fluxVersion, tools };
  const installed = await installRelease(install, await context.secrets.redactionOf(values.values, values.secrets));
  if ('problem' in installed) return refuse(installed);
  const asked = askedBy(install);
  const doubts = [
    ...found.doubts,
    ...installed.doubts,
    ...apiDoubts(release, asked, context),
    ...lostValues(object),
    ...unreadValues(release, chart, values.values),
    ...(await bareVersionRefusals(installed, found, {
      findChart: tools.findChart,
      installWith: (other) => installRelease({ ...install, chart: other }, 'none'),
    })),
  ];
  return {
    releases: [summaryOf(release, chart)],
    objects: withNamespaces(installed, release),
    created: createdNamespace(release),
    problems: doubts.map(problemOf),
    asked,
    readPlain: () => plainObjects(install),
  };
}

async function plainObjects(install: Install): Promise<readonly RenderedObject[]> {
  const plain = await installRelease(install, 'none');
  return 'problem' in plain ? [] : withNamespaces(plain, install.release);
}

const nothing: ReleaseResult = {
  releases: [],
  objects: [],
  created: [],
  problems: [],
  asked: noneAsked,
  readPlain: () => Promise.resolve([]),
};

const suspendedRefusal: Refusal = {
  kind: 'suspended',
  field: 'spec.suspend',
  problem: 'it is suspended, so Flux installs nothing of it',
  remedy: 'Resume it, or remove it',
};

function valuesRefusal({ kind, field, problem, remedy }: Exclude<MergedValues, { ok: true }>): Refusal {
  return { kind, field, problem, remedy };
}

function summaryOf(release: HelmRelease, chart: Chart): RenderedRelease {
  const { namespace, name, releaseName, targetNamespace } = release;
  return { namespace, name, releaseName, targetNamespace, ...targetCluster(release), chart: chartSummary(chart) };
}

/** The chart without its path on this machine. */
function chartSummary({ name, version, revision, origin, standIns }: Chart): RenderedChart {
  return { name, version, ...(revision === undefined ? {} : { revision }), origin, standIns };
}

/** Helm installs an object without a namespace into that of the release. */
function withNamespaces({ crds, objects }: Installed, release: HelmRelease): readonly RenderedObject[] {
  const { namespace, name, targetNamespace, spec } = release;
  const isClusterScoped = scopesOf([...crds, ...objects]);
  const place = (object: KubernetesObject): RenderedObject => ({
    appliedBy: { kind: 'HelmRelease', namespace, name },
    namespace: isClusterScoped(object) ? '' : namespaceOf(object, targetNamespace),
    ...targetCluster(release),
    object,
  });
  return [...crds.map((crd) => ({ ...place(crd), crdUpgrade: spec.upgrade.crds })), ...objects.map(place)];
}
