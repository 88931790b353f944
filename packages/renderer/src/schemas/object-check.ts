import { groupOf } from '@sovereign-fleet/domain';
import { isFluxGroup } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '../contract/rendered';
import { scopesOf } from '../objects/scope';
import { kindLimits } from './kind-limits';
import { metadataLimits } from './metadata-limits';
import { asksForCel, brokenRulesOf } from './schema-rules';
import { checkCustomResource } from './check-structural';
import { checkKubernetesObject } from './check-typed';
import { customKindsOf } from './custom-kinds';
import { type FluxKinds, fluxKindsOf } from './flux-kinds';
import { type KubernetesKinds, kubernetesKindsOf } from './kubernetes-kinds';
import type { ServedKind } from './served-kinds';
import type { SchemaChecks, ServerTables, StructuralSchema } from '../contract/server-tables';
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

/** What an API server says of an object. */
interface CheckedObject {
  readonly violations: readonly Violation[];
  /** Whether the kind is one of Kubernetes' own. */
  readonly isOfKubernetes: boolean;
  /** Whether the kind is known, and stands in a namespace. */
  readonly isNamespaced: boolean;
}

/** With what of its checks does not depend on objects, worked out once. */
export interface CheckedServer extends Server {
  readonly checks: ServerChecks;
}

/** What was found of objects of Kubernetes' and Flux's kinds: no other object changes it. */
type Found = WeakMap<KubernetesObject, CheckedObject>;

/** Checks an object. */
type Check = (object: KubernetesObject) => CheckedObject;

/** The checks of an API server, for whoever sends it objects. */
interface ServerChecks {
  /** Those of the server once it has these objects. */
  readonly having: (objects: readonly KubernetesObject[]) => Promise<Check>;
  /** The same without patterns and rules of CustomResourceDefinitions, which take libraries. */
  readonly plainlyHaving: (objects: readonly KubernetesObject[]) => Check;
}

/**
 * A version that it does not serve, a field that it does not know, a value of another type than the field has, a broken
 * rule of a schema, a label that is none. Flux's kinds are held to the CustomResourceDefinitions of its version, those
 * that the objects bring to theirs, and Kubernetes' own to its OpenAPI document. Of other kinds only the metadata is
 * looked at.
 */
export function checkedServer(server: Server): CheckedServer {
  const { tables, standIns = [] } = server;
  const flux = fluxKindsOf(tables.flux, server.fluxVersion);
  const kubernetes = kubernetesKindsOf(tables.kubernetes, server);
  const checkBy = (checks: SchemaChecks, objects: readonly KubernetesObject[], found: Found): Check => {
    const custom = customKindsOf(objects);
    const isClusterScoped = scopesOf(objects);
    return (object) => {
      const kind = custom(object.apiVersion, object.kind);
      if (kind !== undefined) return checkOne(object, kind, { kubernetes, isClusterScoped, checks });
      const ofFlux = isFluxGroup(groupOf(object.apiVersion)) ? flux(object.apiVersion, object.kind) : undefined;
      const checked = found.get(object) ?? checkOne(object, ofFlux, { kubernetes, isClusterScoped, checks });
      found.set(object, checked);
      return checked;
    };
  };
  const found: Found = new WeakMap();
  const checks: ServerChecks = {
    having: async (objects) => {
      const all = [...standIns, ...objects];
      const asks = oneOfEachKind(all).some((object) => needsLibraries(object, flux));
      return checkBy(asks ? await tables.loadChecks() : simpleChecks, all, found);
    },
    plainlyHaving: (objects) => checkBy(noChecks, [...standIns, ...objects], new WeakMap()),
  };
  return { ...server, checks };
}

interface Known {
  readonly kubernetes: KubernetesKinds;
  readonly isClusterScoped: (object: KubernetesObject) => boolean;
  readonly checks: SchemaChecks;
}

/** `known` is what a CustomResourceDefinition says of its kind, of the tree or of Flux. */
function checkOne(
  object: KubernetesObject,
  known: ServedKind | undefined,
  { kubernetes, isClusterScoped, checks }: Known,
): CheckedObject {
  const own = known === undefined ? kubernetes.find(object.apiVersion, object.kind) : undefined;
  const refused = [known, own].flatMap((one) => (one !== undefined && 'refused' in one ? [one.refused] : []));
  if (refused.length > 0) return { violations: refused, isOfKubernetes: false, isNamespaced: false };
  const isNamespaced = (known ?? own) !== undefined && !isClusterScoped(object);
  const limits = [...metadataLimits(object), ...kindLimits(object)];
  if (own !== undefined && 'type' in own) {
    const violations = [...checkKubernetesObject(object, own.type, own.of), ...limits];
    return { violations, isOfKubernetes: true, isNamespaced };
  }
  const bySchema = known !== undefined && 'schema' in known ? checkBySchema(object, known.schema, checks) : [];
  const violations = [...kubernetes.checkMetadata(object), ...bySchema, ...limits];
  return { violations, isOfKubernetes: false, isNamespaced };
}

const noChecks: SchemaChecks = { matches: () => true, breaks: () => false };

/** For schemas of Flux: their patterns are known, and nearly all their rules are simple. */
const simpleChecks: SchemaChecks = {
  matches: (text, pattern) => new RegExp(pattern).test(text),
  breaks: () => false,
};

function oneOfEachKind(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...new Map(objects.map((one) => [`${one.apiVersion}/${one.kind}`, one])).values()];
}

/** Whether an object brings anybody's patterns and rules, or is of a kind of Flux with more than simple rules. */
function needsLibraries({ apiVersion, kind }: KubernetesObject, flux: FluxKinds): boolean {
  const known = isFluxGroup(groupOf(apiVersion)) ? flux(apiVersion, kind) : undefined;
  return kind === 'CustomResourceDefinition' || (known !== undefined && 'schema' in known && asksForCel(known.schema));
}

function checkBySchema(
  object: KubernetesObject,
  schema: StructuralSchema,
  { matches, breaks }: SchemaChecks,
): readonly Violation[] {
  const found = checkCustomResource(object, schema, matches);
  return found.length > 0 ? found : brokenRulesOf(object, schema, breaks);
}
