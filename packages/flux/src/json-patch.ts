import type { Yaml } from './yaml';

/** A step of a JSON patch (RFC 6902). The path comes last: kustomize cuts line breaks off the end of a patch. */
export type SpecOperation =
  | { readonly op: 'add'; readonly value: Yaml; readonly path: SpecPointer }
  | { readonly op: 'remove'; readonly path: SpecPointer };

/** A JSON pointer (RFC 6901) below `spec`. */
export type SpecPointer = `/spec/${string}`;

/** A JSON patch of one object, as an entry of `patches` has it. */
export interface JsonPatch {
  readonly operations: readonly SpecOperation[];
  readonly target: {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
  };
}

/** The pointer to a place below `spec`. */
export function pointer(keys: readonly string[]): SpecPointer {
  const parts = keys.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `/spec/${parts.join('/')}`;
}
