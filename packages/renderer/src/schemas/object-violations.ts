import { groupOf } from '@sovereign-fleet/domain';
import { isFluxGroup } from '@sovereign-fleet/flux';
import type { SchemaChecks, StructuralSchema } from '../contract/server-tables';
import type { KubernetesObject } from '../contract/rendered';
import { checkCustomResource } from './check-structural';
import { checkKubernetesObject } from './check-typed';
import type { CustomKinds } from './custom-kinds';
import type { FluxKinds } from './flux-kinds';
import type { KubernetesKinds } from './kubernetes-kinds';
import { metadataLimits } from './metadata-limits';
import { brokenRulesOf } from './schema-rules';
import type { Violation } from './violation';

/** What is known of the kinds of a server. */
export interface Kinds {
  readonly flux: FluxKinds;
  readonly kubernetes: KubernetesKinds;
  readonly custom: CustomKinds;
  readonly checks: SchemaChecks;
}

/** For schemas of Flux: their patterns are known, and nearly all their rules are simple. */
export const simpleChecks: SchemaChecks = {
  matches: (text, pattern) => new RegExp(pattern).test(text),
  breaks: () => false,
};

interface Violations {
  readonly violations: readonly Violation[];
  /** Whether the kind is one of Kubernetes' own. */
  readonly isOfKubernetes: boolean;
  /** Whether the server has the kind. */
  readonly isKnown: boolean;
}

/**
 * What the API server has against an object: a version that it does not serve, a field that it does not know, a value
 * of another type than the field has, a broken rule of a schema, a label that is none. Of a kind that is not known only
 * the metadata is looked at.
 */
export function violationsOf(object: KubernetesObject, { flux, kubernetes, custom, checks }: Kinds): Violations {
  const { apiVersion, kind } = object;
  const ofFlux = isFluxGroup(groupOf(apiVersion)) ? flux(apiVersion, kind) : undefined;
  const known = custom(apiVersion, kind) ?? ofFlux;
  const own = known === undefined ? kubernetes.find(apiVersion, kind) : undefined;
  const refused = [known, own].flatMap((one) => (one !== undefined && 'refused' in one ? [one.refused] : []));
  if (refused.length > 0) return { violations: refused, isOfKubernetes: false, isKnown: false };
  const limits = metadataLimits(object);
  if (own !== undefined && 'type' in own) {
    const violations = [...checkKubernetesObject(object, own.type, own.of), ...limits];
    return { violations, isOfKubernetes: true, isKnown: true };
  }
  const bySchema = known !== undefined && 'schema' in known ? checkBySchema(object, known.schema, checks) : [];
  const violations = [...kubernetes.checkMetadata(object), ...bySchema, ...limits];
  return { violations, isOfKubernetes: false, isKnown: known !== undefined };
}

function checkBySchema(
  object: KubernetesObject,
  schema: StructuralSchema,
  { matches, breaks }: SchemaChecks,
): readonly Violation[] {
  const found = checkCustomResource(object, schema, matches);
  return found.length > 0 ? found : brokenRulesOf(object, schema, breaks);
}
