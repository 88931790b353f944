import type { RenderProblem } from '../contract/rendered';

/** Why nothing is rendered, or what is suspicious in it: a RenderProblem without the object. */
export type Refusal = Omit<RenderProblem, 'object'>;

/** A part that Flux could not apply either. */
export function refusalOf(field: string, problem: string, remedy: string): Refusal {
  return { kind: 'failed', field, problem, remedy };
}
