import type { RenderProblem } from '../contract/rendered';

/** A problem of an object, without the object. */
export type ToldProblem = Omit<RenderProblem, 'object'>;
