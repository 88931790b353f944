import type { Kustomization } from '@sovereign-fleet/flux';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';
import { idOfObject } from '../objects/object-id';
import { encryptionRefusal, isDecrypted } from './encryption';
import type { ApiServer } from '../contract/api-server';
import { exclusion } from './exclusion';
import type { ReadObjects } from './read-objects';
import { sentObject } from './sent-object';
import { stageOf } from './stage';

/** What is known of the cluster to which a Kustomization is applied. */
export interface Cluster {
  /** CustomResourceDefinitions that are there. */
  readonly definitions: readonly KubernetesObject[];
  readonly server: ApiServer;
}

export interface AppliedObjects {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly RenderProblem[];
}

/**
 * What kustomize-controller applies of the objects of a Kustomization after substitution. If it refuses one, or the API
 * server does, nothing of the same stage and of later ones is applied.
 */
export async function appliedObjects(
  read: ReadObjects,
  { spec }: Pick<Kustomization, 'spec'>,
  cluster: Cluster,
): Promise<AppliedObjects> {
  if (read.refusal !== undefined) return { objects: [], problems: [read.refusal] };
  const sent = read.objects.map((object) => sentObject(object, spec, cluster.server.readTyped));
  const objects = sent.map(({ object }) => object);
  const told = [...read.problems, ...sent.flatMap(({ object, problems }) => problems.map(problemOf(object)))];
  const encrypted = objects.flatMap((object) =>
    asList(encryptionRefusal(object, spec.decryption)).map(problemOf(object)),
  );
  if (encrypted.length > 0) return { objects: [], problems: [...told, ...encrypted] };
  const excluded = objects.flatMap((object) => asList(exclusion(object)).map(problemOf(object)));
  const left = objects.filter((object) => exclusion(object) === undefined);
  const refused = await refusedObjects(left, spec, cluster);
  const lastStage = refused.reduce((stage, { object }) => Math.min(stage, stageOf(object)), Infinity);
  return {
    objects: left.filter((object) => stageOf(object) < lastStage),
    problems: [...told, ...excluded, ...refused.flatMap(({ problems }) => problems)],
  };
}

interface RefusedObject {
  readonly object: KubernetesObject;
  readonly problems: readonly RenderProblem[];
}

async function refusedObjects(
  objects: readonly KubernetesObject[],
  { decryption }: Kustomization['spec'],
  { definitions, server }: Cluster,
): Promise<readonly RefusedObject[]> {
  const known = [...definitions, ...objects.filter(({ kind }) => kind === 'CustomResourceDefinition')];
  const checked = objects.filter((object) => !isDecrypted(object, decryption));
  const check = await server.objectCheck([...known, ...checked]);
  const results = checked.map((object) => ({ object, problems: check(object).map(problemOf(object)) }));
  return results.filter(({ problems }) => problems.length > 0);
}

function problemOf(object: KubernetesObject): (told: Omit<RenderProblem, 'object'>) => RenderProblem {
  return (told) => ({ ...told, object: idOfObject(object) });
}

function asList<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
