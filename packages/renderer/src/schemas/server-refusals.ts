import { fieldOf, groupOf } from '@sovereign-fleet/domain';
import { isFluxFrom, isFluxGroup } from '@sovereign-fleet/flux';
import type { Applier, KubernetesObject, RenderedObject, RenderProblem } from '../contract/rendered';
import { idOf } from '../objects/object-id';
import { isSecret, isValueField } from '../secrets/secret-fingerprint';
import { asksForCel } from './schema-rules';
import { customKindsOf } from './custom-kinds';
import { type FluxKinds, fluxKindsOf } from './flux-kinds';
import { kubernetesKindsOf } from './kubernetes-kinds';
import { simpleChecks, violationsOf } from './object-violations';
import type { ServerTables } from '../contract/server-tables';
import type { Violation } from './violation';

/** The API server that takes the objects. */
export interface Server {
  /** Such as `1.34.0`. */
  readonly kubeVersion: string;
  /** API versions that it serves beside those of its version. */
  readonly apiVersions: readonly string[];
  /** Of the Flux whose kinds it has; the newest if left out. */
  readonly fluxVersion?: string | undefined;
  /** CustomResourceDefinitions that it has and the tree does not are among them. */
  readonly standIns?: readonly KubernetesObject[] | undefined;
  readonly tables: ServerTables;
}

/**
 * What the API server has against the objects that Flux would send to it: a version that it does not serve, a field
 * that it does not know, a value of another type than the field has, a broken rule of a schema. Flux's kinds are held
 * to the CustomResourceDefinitions of its version, those that the objects bring to theirs, and Kubernetes' own to its
 * OpenAPI document. Nothing is said of other kinds, nor of what goes into another cluster.
 */
export async function serverRefusals(
  objects: readonly RenderedObject[],
  { tables, ...server }: Server,
): Promise<readonly RenderProblem[]> {
  const here = objects.filter(({ cluster }) => cluster === undefined);
  const own = here.map(({ object }) => object);
  const flux = fluxKindsOf(tables.flux, server.fluxVersion);
  const kinds = {
    flux,
    kubernetes: kubernetesKindsOf(tables.kubernetes, server),
    custom: customKindsOf([...(server.standIns ?? []), ...own]),
    checks: oneOfEachKind(own).some((object) => needsLibraries(object, flux))
      ? await tables.loadChecks()
      : simpleChecks,
  };
  const drops = dropsUnknown(own, server.fluxVersion);
  return here.flatMap((one) => {
    const { violations, isOfKubernetes } = violationsOf(one.object, kinds);
    const drop = drops(one, isOfKubernetes) ? { by: isOfKubernetes ? 'Kubernetes' : 'its kind' } : undefined;
    return violations.map((found) => problemOf(found, one, found.isUnknownField === true ? drop : undefined));
  });
}

function oneOfEachKind(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...new Map(objects.map((one) => [`${one.apiVersion}/${one.kind}`, one])).values()];
}

/** Whether an object brings anybody's patterns and rules, or is of a kind of Flux with more than simple rules. */
function needsLibraries({ apiVersion, kind }: KubernetesObject, flux: FluxKinds): boolean {
  const known = isFluxGroup(groupOf(apiVersion)) ? flux(apiVersion, kind) : undefined;
  return kind === 'CustomResourceDefinition' || (known !== undefined && 'schema' in known && asksForCel(known.schema));
}

/**
 * Whether who applies an object drops fields that its kind does not have, and nobody hears of it: kustomize-controller
 * reads objects of Kubernetes' own kinds by their Go types before it applies them on the server (fluxcd/pkg,
 * ssa/normalize; not Roles), in each Flux that we know. Applied on the server, others are refused. helm-controller does
 * so since it has Helm 4 (1.5, of Flux 2.8), but where a release says no; Helm 3 creates objects, of which the server
 * takes what it knows.
 */
function dropsUnknown(
  objects: readonly KubernetesObject[],
  fluxVersion: string | undefined,
): (one: RenderedObject, isOfKubernetes: boolean) => boolean {
  const hasHelm4 = isFluxFrom('2.8', fluxVersion);
  const isClientSide = (by: Applier): boolean =>
    objects.some(({ kind, metadata, spec }) => {
      const { install } = (spec ?? {}) as { readonly install?: { readonly serverSideApply?: unknown } };
      const isIt = kind === 'HelmRelease' && metadata.name === by.name && metadata.namespace === by.namespace;
      return isIt && install?.serverSideApply === false;
    });
  return ({ object: { apiVersion, kind }, appliedBy }, isOfKubernetes) => {
    if (appliedBy.kind === 'HelmRelease') return !hasHelm4 || isClientSide(appliedBy);
    const group = groupOf(apiVersion);
    const isRole = group === 'rbac.authorization.k8s.io' && (kind === 'Role' || kind === 'ClusterRole');
    return isOfKubernetes && !isRole && !['apiextensions.k8s.io', 'apiregistration.k8s.io'].includes(group);
  };
}

/** `drop` is there where a field is left out, and says who does not have it. */
function problemOf(
  found: Violation,
  { object, namespace }: RenderedObject,
  drop: { readonly by: string } | undefined,
): RenderProblem {
  const id = idOf(object.kind, object.metadata.namespace ?? namespace, object.metadata.name);
  const field = found.path.length === 0 ? '' : fieldOf(found.path);
  const { problem, remedy } = isSecret(object) && isValueField(String(found.path[0])) ? withoutValue(found) : found;
  if (drop === undefined) return { kind: 'refused', object: id, field, problem, remedy };
  const dropped = `${drop.by} has no such field, and it is left out without a word`;
  return { kind: 'dropped-field', object: id, field, problem: dropped, remedy };
}

/** The same, without what the Secret holds. */
function withoutValue({ problem }: Violation): Pick<Violation, 'problem' | 'remedy'> {
  const [rule = ''] = problem.split(', and is ');
  return { problem: rule, remedy: 'Write it so' };
}
