import { z } from 'zod';
import { asZodIssue } from '../issue/zod-issues';
import { isPlainObject } from '../sovereign/chart-values';

/** What a slot waits for: a slot by its name, or the one of several that is on in the region. */
export type Edge = string | { readonly oneOf: readonly string[] };

/** An edge as a row and the reviewed graph write it. */
export const EdgeShape = z.custom<Edge>().superRefine((edge: unknown, context) => {
  if (typeof edge === 'string' || isChoice(edge)) return;
  const remedy = "Write the name of a slot, such as 'bp-cilium', or { oneOf: ['bp-traefik', 'bp-nginx'] }";
  context.addIssue(
    asZodIssue({
      code: 'wrong-type',
      problem: 'it must be the name of a slot, or { oneOf: […] } of different ones',
      remedy,
    }),
  );
});

/** Every slot that an edge may lead to. */
export function slotsOfEdge(edge: Edge): readonly string[] {
  return typeof edge === 'string' ? [edge] : edge.oneOf;
}

/** An edge as the reviewed graph writes it. */
export function edgeText(edge: Edge): string {
  return typeof edge === 'string' ? edge : `{ oneOf: [${edge.oneOf.join(', ')}] }`;
}

function isChoice(edge: unknown): boolean {
  if (!isPlainObject(edge) || !('oneOf' in edge) || Object.keys(edge).length !== 1) return false;
  const { oneOf } = edge;
  const isList = Array.isArray(oneOf) && oneOf.length > 1 && oneOf.every((name) => typeof name === 'string');
  return isList && new Set(oneOf).size === oneOf.length;
}
