import type { HelmRelease } from '@sovereign-fleet/flux';
import type { AskedApis } from '../cluster/asked-apis';
import { asksNothing } from '../cluster/asked-apis';
import {
  apisBesideFlux,
  apisOfCluster,
  type ClusterApis,
  type ClusterVersions,
  unknownKubernetes,
} from '../cluster/cluster-apis';
import { apisOfCrd } from '../cluster/crd-apis';
import type { KubernetesObject } from '../contract/rendered';
import type { Refusal } from './refusal';
import { keepByText } from '../objects/keep-by-text';
import { targetCluster } from '../objects/target-cluster';

/** What is known of the cluster when a release is installed. */
export interface ClusterKnown {
  readonly cluster: ClusterVersions;
  readonly fluxVersion?: string | undefined;
  /** The CustomResourceDefinitions that are there by then. */
  readonly crds?: readonly KubernetesObject[];
}

/**
 * The APIs of the cluster that a release goes to. What is known of the region's cluster says nothing of another one, in
 * which no Flux has to be; its version of Kubernetes is taken for that of the region.
 */
export function apisOfRelease(release: HelmRelease, { cluster, fluxVersion, crds = [] }: ClusterKnown): ClusterApis {
  if (targetCluster(release).cluster !== undefined) return apisOfCluster({ ...cluster, apiVersions: [] });
  const { kubeVersion, apiVersions } = cluster;
  const known = apisOfKnown(JSON.stringify({ cluster: { kubeVersion, apiVersions }, fluxVersion }));
  return crds.length === 0 ? known : new Set([...known, ...crds.flatMap(apisOfCrd)]);
}

/** Each release asks, and clusters differ in little. */
const apisOfKnown = keepByText((text) => {
  const { cluster, fluxVersion } = JSON.parse(text) as Pick<ClusterKnown, 'cluster' | 'fluxVersion'>;
  return apisBesideFlux(cluster, fluxVersion);
}, 10_000);

/** What is to be said of a chart that asks for the APIs of a cluster that is not known. */
export function apiDoubts(release: HelmRelease, asked: AskedApis, { cluster }: ClusterKnown): readonly Refusal[] {
  if (asksNothing(asked)) return [];
  const which = asked.others ? 'which APIs there are' : `for ${asked.names.join(', ')}`;
  const target = targetCluster(release).cluster;
  const elsewhere = `it goes to the cluster of ${target ?? ''}, of which no APIs but those of Kubernetes are known`;
  const unknown = target === undefined ? unknownKubernetes(cluster) : elsewhere;
  if (unknown === undefined) return [];
  const problem = `its chart asks ${which}, and ${unknown}`;
  const remedy = 'Look at what it installs in the cluster';
  return [{ kind: 'assumed', field: 'spec.chart', problem, remedy }];
}
