import type { KubernetesObject, RenderProblem } from './rendered';

/** A problem of an object, without the object. */
export type ToldProblem = Omit<RenderProblem, 'object'>;

/** The API server of a region, and the types by which Flux reads what it sends there. */
export interface ApiServer {
  /** The Flux that runs there, such as `2.9.1`; the newest if undefined. */
  readonly fluxVersion: string | undefined;
  /** An object as Go writes it again once it has read it into its type; undefined where it stays as it is. */
  readonly readTyped: (object: KubernetesObject) => TypedObject | undefined;
  /** Why the server refuses an object, if it has these. */
  readonly objectCheck: (
    objects: readonly KubernetesObject[],
  ) => Promise<(object: KubernetesObject) => readonly ToldProblem[]>;
}

interface TypedObject {
  readonly object: KubernetesObject;
  /** Fields that the type does not have, and that are lost with that. */
  readonly problems: readonly ToldProblem[];
}
