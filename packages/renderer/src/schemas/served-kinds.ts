import type { StructuralSchema } from '../contract/server-tables';
import type { Violation } from './violation';

/** A kind that the server has, by its schema; or the refusal of a version that it does not serve. */
export type ServedKind = { readonly schema: StructuralSchema } | { readonly refused: Violation };

/** The refusal of an API version that is not served, with those that are. */
export function notServed(apiVersion: string, kind: string, instead: readonly string[]): Violation {
  return {
    path: ['apiVersion'],
    problem: `the API server has no kind ${kind} in ${apiVersion}`,
    remedy: instead.length === 0 ? 'Remove it' : `Write ${instead.join(' or ')}`,
  };
}
