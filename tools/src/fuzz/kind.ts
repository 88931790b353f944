import type { Arbitrary } from 'fast-check';

/** A kind of input that people or charts may give us, and what is done with it. */
export interface Kind<Input> {
  readonly name: string;
  readonly inputs: Arbitrary<Input>;
  /** How many are given at once, where that saves programs. */
  readonly atOnce: number;
  /** Makes what all inputs of a run share. */
  readonly open: () => Promise<Subject<Input>>;
}

export interface Subject<Input> {
  /** All that comes of each input, as text. Throws where something came of it that must not. */
  readonly answer: (inputs: readonly Input[], kept: Kept) => readonly string[] | Promise<readonly string[]>;
  readonly close: () => void;
}

/** Whether an answer may stand on what programs answered before: most second answers do, to start fewer of them. */
export type Kept = 'with kept answers' | 'anew';
