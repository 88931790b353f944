import { groupOf } from '@sovereign-fleet/domain';
import { isFluxGroup } from '@sovereign-fleet/flux';
import type { ServerTables } from '../contract/server-tables';
import type { KubernetesObject } from '../contract/rendered';
import { scopesOf } from '../objects/scope';
import { asksForCel } from './schema-rules';
import { customKindsOf } from './custom-kinds';
import { type FluxKinds, fluxKindsOf } from './flux-kinds';
import { kubernetesKindsOf } from './kubernetes-kinds';
import { simpleChecks, violationsOf } from './object-violations';

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

type CheckedObject = ReturnType<typeof violationsOf> & {
  /** Whether the server has the kind, and it stands in a namespace. */
  readonly isNamespaced: boolean;
};

/**
 * The checks of an API server that has these objects. Flux's kinds are held to the CustomResourceDefinitions of its
 * version, those that the objects bring to theirs, and Kubernetes' own to its OpenAPI document.
 */
export async function objectCheck(
  objects: readonly KubernetesObject[],
  { tables, standIns = [], ...server }: Server,
): Promise<(object: KubernetesObject) => CheckedObject> {
  const flux = fluxKindsOf(tables.flux, server.fluxVersion);
  const there = [...standIns, ...objects];
  const asks = oneOfEachKind(objects).some((object) => needsLibraries(object, flux));
  const kinds = {
    flux,
    kubernetes: kubernetesKindsOf(tables.kubernetes, server),
    custom: customKindsOf(there),
    checks: asks ? await tables.loadChecks() : simpleChecks,
  };
  const isClusterScoped = scopesOf(there);
  return (object) => {
    const found = violationsOf(object, kinds);
    return { ...found, isNamespaced: found.isKnown && !isClusterScoped(object) };
  };
}

function oneOfEachKind(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...new Map(objects.map((one) => [`${one.apiVersion}/${one.kind}`, one])).values()];
}

/** Whether an object brings anybody's patterns and rules, or is of a kind of Flux with more than simple rules. */
function needsLibraries({ apiVersion, kind }: KubernetesObject, flux: FluxKinds): boolean {
  const known = isFluxGroup(groupOf(apiVersion)) ? flux(apiVersion, kind) : undefined;
  return kind === 'CustomResourceDefinition' || (known !== undefined && 'schema' in known && asksForCel(known.schema));
}
