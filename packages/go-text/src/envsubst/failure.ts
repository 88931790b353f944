/** Why Flux would not substitute; the classes are those of the conformance vectors, but for `size`, which is ours. */
export type FailureCode = 'syntax' | 'unset' | 'var-name' | 'yaml' | 'panic' | 'size';

/** Thrown within the substitution and caught at its edge, where it becomes a value. */
export class SubstitutionError extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}
