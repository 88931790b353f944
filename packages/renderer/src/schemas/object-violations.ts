import { groupOf } from '@sovereign-fleet/domain';
import { isFluxGroup } from '@sovereign-fleet/flux';
import type { SchemaChecks, StructuralSchema } from '../contract/server-tables';
import type { KubernetesObject } from '../contract/rendered';
import { checkCustomResource } from './check-structural';
import { checkKubernetesObject } from './check-typed';
import type { CustomKinds } from './custom-kinds';
import type { FluxKinds } from './flux-kinds';
import type { KubernetesKinds } from './kubernetes-kinds';
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
}

/** What the API server has against an object. Nothing is said of a kind that is not known. */
export function violationsOf(object: KubernetesObject, { flux, kubernetes, custom, checks }: Kinds): Violations {
  const { apiVersion, kind } = object;
  const ofFlux = isFluxGroup(groupOf(apiVersion)) ? flux(apiVersion, kind) : undefined;
  const known = ofFlux ?? custom(apiVersion, kind);
  const own = known === undefined ? kubernetes.find(apiVersion, kind) : undefined;
  const refused = [known, own].flatMap((one) => (one !== undefined && 'refused' in one ? [one.refused] : []));
  if (refused.length > 0) return { violations: refused, isOfKubernetes: false };
  if (own !== undefined && 'type' in own) {
    return { violations: checkKubernetesObject(object, own.type, own.of), isOfKubernetes: true };
  }
  const bySchema = known !== undefined && 'schema' in known ? checkBySchema(object, known.schema, checks) : [];
  return { violations: [...kubernetes.checkMetadata(object), ...bySchema], isOfKubernetes: false };
}

function checkBySchema(
  object: KubernetesObject,
  schema: StructuralSchema,
  { matches, breaks }: SchemaChecks,
): readonly Violation[] {
  const found = checkCustomResource(object, schema, matches);
  return found.length > 0 ? found : brokenRulesOf(object, schema, breaks);
}
