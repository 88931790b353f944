import type { KubernetesObject, RenderProblem } from '../contract/rendered';

/** A problem of an object, without the object. */
export type ToldProblem = Omit<RenderProblem, 'object'>;

/** What kustomize-controller reads from the text of a build. */
export interface ReadObjects {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly RenderProblem[];
  /** Why it reads nothing at all. */
  readonly refusal: RenderProblem | undefined;
}
