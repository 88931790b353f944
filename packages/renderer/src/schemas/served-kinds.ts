import type { StructuralSchema } from '../contract/server-tables';
import type { Violation } from './violation';

/** A kind that the server has, by its schema; or the refusal of a version that it does not serve. */
export type ServedKind = { readonly schema: StructuralSchema } | { readonly refused: Violation };

/** The refusal of an API version that is not served, in the words of Kubernetes' clients, with those that are. */
export function notServed(apiVersion: string, kind: string, instead: readonly string[]): Violation {
  return {
    path: ['apiVersion'],
    problem: `no matches for kind "${kind}" in version "${apiVersion}"`,
    remedy: instead.length === 0 ? 'Remove it' : `Write ${instead.join(' or ')}`,
  };
}
