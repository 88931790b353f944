import { deliveredObjects, isJsonMap } from '@sovereign-fleet/domain';
import { fluxNamespace } from '@sovereign-fleet/flux';
import type { RenderedObject, RenderProblem } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { RegionRule } from '../contract/rule';
import { asApplier, objectTitle } from '../objects/object-id';
import { valueAt } from '../objects/walk';
import { closedPolicies } from '../region/network-policies';
import { mayWrite, type SecretName, type SecretWriter, secretWriters } from '../region/secret-writers';
import { isVcluster } from '../region/vcluster-workload';

export const reachableVcluster: RegionRule = {
  id: 'reachable-vcluster',
  severity: 'error',
  title: 'A vCluster that releases are installed into writes its kubeconfig where they are, and admits Flux',
  fault: {
    one: 'vCluster cannot be installed into',
    many: 'vClusters cannot be installed into',
    counts: 'problems',
  },
  why: 'Flux waits for a kubeconfig that never comes, or for an answer, and installs nothing into the vCluster.',
  per: 'region',
  check: (region) => {
    const { objects } = region.rendered;
    const vclusters = objects.filter((of) => of.cluster === undefined && isVcluster(of));
    const writers = secretWriters(vclusters, objects);
    const installs = objects.flatMap(installOf);
    return [
      ...installs.flatMap((install) => missingKubeconfig(region, install, writers)),
      ...installs.flatMap((install) => wrongKey(install, writers)),
      ...vclusters.flatMap((vcluster) => closedVcluster(region, vcluster, { installs, writers })),
    ];
  },
};

/** A HelmRelease that goes into the cluster of a kubeconfig in a Secret. */
interface Install {
  readonly release: RenderedObject;
  readonly secret: SecretName;
  readonly key: string;
}

const field = 'spec.kubeConfig.secretRef';

function installOf(of: RenderedObject): readonly Install[] {
  if (asApplier(of)?.kind !== 'HelmRelease') return [];
  const reference = valueAt(of.object, 'spec', 'kubeConfig', 'secretRef');
  if (!isJsonMap(reference) || typeof reference['name'] !== 'string') return [];
  const key = typeof reference['key'] === 'string' ? reference['key'] : '';
  return [{ release: of, secret: { namespace: of.namespace, name: reference['name'] }, key }];
}

/** Nobody writes the Secret. Where something was not rendered, that may be who does. */
function missingKubeconfig(
  region: RegionUnderReview,
  { release, secret }: Install,
  writers: readonly SecretWriter[],
): readonly Breach[] {
  const { namespace, name } = secret;
  if (writers.some((writer) => mayWrite(writer, secret)) || isDeclared(region, secret)) return [];
  const other = writers.find(({ names }) => names?.includes(name));
  if (other !== undefined) {
    const problem = `${objectTitle(other.workload)} writes Secret ${name} to ${other.namespace}, not to ${namespace}`;
    const remedy = `Set exportKubeConfig.secret.namespace of the vCluster to ${namespace}, and let it write there`;
    return [{ at: release, field, problem, remedy }];
  }
  if (region.rendered.problems.some(({ kind }) => unrendered.includes(kind))) return [];
  const problem = `no vCluster of this region may write Secret ${namespace}/${name}, and nothing in the tree brings it`;
  const remedy = 'Have a vCluster export it there (exportKubeConfig.secret, and the right to write it), or bring it';
  return [{ at: release, field, problem, remedy }];
}

const unrendered: readonly RenderProblem['kind'][] = ['failed', 'missing-chart', 'missing-version', 'missing-source'];

/** Kinds that are a Secret or make one of their own name, or of `spec.target.name`. */
const makers = ['Secret', 'ExternalSecret', 'SealedSecret'];

function isDeclared({ rendered, subject }: RegionUnderReview, secret: SecretName): boolean {
  // Whoever the kit says delivers it: Phase 0, an encrypted file, a store.
  const declared = deliveredObjects({ secrets: subject.kit.secrets });
  if (declared.some(({ namespace, name }) => namespace === secret.namespace && name === secret.name)) return true;
  return rendered.objects.some(({ cluster, namespace, object }) => {
    if (cluster !== undefined || namespace !== secret.namespace || !makers.includes(object.kind)) return false;
    return (valueAt(object, 'spec', 'target', 'name') ?? object.metadata.name) === secret.name;
  });
}

/** The key under which vCluster writes it. */
const kubeconfigKey = 'config';

function wrongKey({ release, secret, key }: Install, writers: readonly SecretWriter[]): readonly Breach[] {
  const writer = writers.find(({ names, namespace }) => namespace === secret.namespace && names?.includes(secret.name));
  if (writer === undefined || key === kubeconfigKey) return [];
  const said = key === '' ? 'no key is given, so Flux looks for "value"' : `the key is "${key}"`;
  const problem = `${said}, and ${objectTitle(writer.workload)} writes its kubeconfig under "${kubeconfigKey}"`;
  return [{ at: release, field: `${field}.key`, problem, remedy: `Write key: ${kubeconfigKey}` }];
}

interface Traffic {
  readonly installs: readonly Install[];
  readonly writers: readonly SecretWriter[];
}

/** The controllers of Flux connect from their own namespace, wherever the HelmRelease is. */
function closedVcluster(
  { rendered, namespaceLabels }: RegionUnderReview,
  vcluster: RenderedObject,
  { installs, writers }: Traffic,
): readonly Breach[] {
  const own = writers.filter(({ workload }) => workload === vcluster);
  const [first] = installs.filter(({ secret }) => own.some((writer) => mayWrite(writer, secret)));
  if (first === undefined) return [];
  const labels = namespaceLabels.get(fluxNamespace);
  const origin = { namespace: fluxNamespace, labels: labels ?? {}, isKnown: labels !== undefined };
  const [policy, ...more] = closedPolicies(vcluster, origin, rendered.objects);
  if (policy === undefined) return [];
  const others = more.length === 0 ? '' : `, as do ${more.map(objectTitle).join(', ')}`;
  const into = `${objectTitle(first.release)} is installed into ${objectTitle(vcluster)}`;
  const problem = `it keeps out ${fluxNamespace}, from where ${into}${others}`;
  const remedy = `Admit ${fluxNamespace}: in our charts, by networkPolicy.allowedIngressNamespaces`;
  return [{ at: policy, field: 'spec.ingress', problem, remedy }];
}
