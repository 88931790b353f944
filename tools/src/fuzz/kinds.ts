import { printJson } from '@sovereign-fleet/go-text';
import { type Fuzzed, fuzzKind, type FuzzOptions, inputOf } from './fuzz-kind';
import type { Kind } from './kind';
import { reviews } from './reviews';
import { specs } from './specs';
import { kustomizations, trees } from './trees';

/** A kind, whatever its inputs are. */
export interface Fuzzer {
  readonly name: string;
  readonly fuzz: (options: FuzzOptions) => Promise<Fuzzed>;
  /** The input of a seed, for people. */
  readonly show: (seed: number) => string;
}

function fuzzerOf<Input>(kind: Kind<Input>): Fuzzer {
  return {
    name: kind.name,
    fuzz: (options) => fuzzKind(kind, options),
    show: (seed) => printJson(inputOf(kind.inputs, seed), 2),
  };
}

export const fuzzers: readonly Fuzzer[] = [
  fuzzerOf(specs),
  fuzzerOf(trees),
  fuzzerOf(kustomizations),
  fuzzerOf(reviews),
];
