import { type AskedApis, asksNothing } from './asked-apis';
import { apisOfFlux } from './flux-apis';
import { type KubernetesApi, kubernetesApis } from './kubernetes-apis';

/** What a chart can ask about the cluster (Helm: Capabilities). */
export interface ClusterVersions {
  /** Such as `1.34.0`. */
  readonly kubeVersion: string;
  /** Such as `cilium.io/v2`: what the cluster has beside Kubernetes, Flux and the CRDs of the tree. */
  readonly apiVersions: readonly string[];
}

/** The APIs of a cluster, as `group/version` and `group/version/Kind`. */
export type ClusterApis = ReadonlySet<string>;

const first = kubernetesApis.reduce((least, row) => Math.min(least, row.first), Infinity);
const last = kubernetesApis.reduce((most, row) => Math.max(most, row.last), 0);

/** The APIs of a cluster with Kubernetes alone and what is said of it; of the nearest Kubernetes that we know. */
export function apisOfCluster({ kubeVersion, apiVersions }: ClusterVersions): ClusterApis {
  const minor = Math.min(Math.max(minorOf(kubeVersion), first), last);
  const rows = kubernetesApis.filter((row) => row.first <= minor && minor <= row.last);
  return new Set([...rows.flatMap(namesOf), ...apiVersions.flatMap(withVersion)]);
}

/** The same of a cluster that Flux runs in. */
export function apisBesideFlux(cluster: ClusterVersions, fluxVersion: string | undefined): ClusterApis {
  return new Set([...apisOfCluster(cluster), ...apisOfFlux(fluxVersion)]);
}

/** What is to be said where the APIs of a Kubernetes are not known here. */
export function unknownKubernetes({ kubeVersion }: ClusterVersions): string | undefined {
  const minor = minorOf(kubeVersion);
  if (first <= minor && minor <= last) return undefined;
  const nearest = minor < first ? first : last;
  return `which APIs Kubernetes ${kubeVersion} has is not known here, and those of 1.${nearest} are taken`;
}

function minorOf(kubeVersion: string): number {
  return Number(/^v?1\.(\d+)/.exec(kubeVersion)?.[1] ?? last);
}

function namesOf({ api, kinds }: KubernetesApi): readonly string[] {
  return [api, ...kinds.map((kind) => `${api}/${kind}`)];
}

/** A cluster that has a kind has its version too. */
function withVersion(api: string): readonly string[] {
  const [group, version, kind] = api.split('/');
  return kind === undefined || group === undefined || version === undefined ? [api] : [`${group}/${version}`, api];
}

/** What Helm is told of a cluster, in which nothing else than what is asked for makes a difference. */
export interface ToldApis {
  readonly apiVersions: readonly string[];
  /** Whether Helm must not add those that it knows by itself. */
  readonly onlyThese: boolean;
}

/** What to tell Helm for a chart that asks. */
export function toldApis(asked: AskedApis, apis: ClusterApis): ToldApis {
  if (asksNothing(asked)) return { apiVersions: [], onlyThese: false };
  if (asked.others) return { apiVersions: [...apis].sort(), onlyThese: true };
  const absent = asked.names.filter((name) => !apis.has(name));
  return { apiVersions: asked.names.filter((name) => apis.has(name)), onlyThese: absent.some(mayBeOfHelm) };
}

const ownGroups = new Set(['v1', 'extensions', ...kubernetesApis.map(({ api }) => api.replace(/\/.*$/, ''))]);

/**
 * Whether Helm may have this version of an API by itself: it has all that ever were in Kubernetes' own groups, without
 * kinds (Helm: DefaultVersionSet), also those that no server has any more.
 */
function mayBeOfHelm(name: string): boolean {
  const [group = '', , kind] = name.split('/');
  return kind === undefined && ownGroups.has(group);
}
