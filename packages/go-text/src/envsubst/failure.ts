/** Why Flux would not substitute; the classes are those of the conformance vectors, but for `size`, which is ours. */
export type FailureKind = 'syntax' | 'unset' | 'var-name' | 'yaml' | 'panic' | 'size';

/** Thrown within the substitution and caught at its edge, where it becomes a value. */
export class SubstitutionError extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
