import { isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';

const templates: Readonly<Record<string, readonly string[]>> = {
  'v1 Pod': ['spec'],
  'v1 PodTemplate': ['template', 'spec'],
  'v1 ReplicationController': ['spec', 'template', 'spec'],
  'apps/v1 DaemonSet': ['spec', 'template', 'spec'],
  'apps/v1 Deployment': ['spec', 'template', 'spec'],
  'apps/v1 ReplicaSet': ['spec', 'template', 'spec'],
  'apps/v1 StatefulSet': ['spec', 'template', 'spec'],
  'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  'batch/v1 Job': ['spec', 'template', 'spec'],
};

/** A map in an object, with the way to it. */
export interface MapAt {
  readonly path: readonly PropertyKey[];
  readonly map: JsonMap;
}

/** The spec of the pods of one of Kubernetes' own kinds. */
export function podSpecOf(object: KubernetesObject): MapAt | undefined {
  const path = templates[`${object.apiVersion} ${object.kind}`];
  if (path === undefined) return undefined;
  const spec = path.reduce<Json | undefined>((at, field) => (isJsonMap(at) ? at[field] : undefined), object);
  return isJsonMap(spec) ? { path, map: spec } : undefined;
}

/** The maps in a list of a map. */
export function mapsAt({ path, map }: MapAt, field: string): readonly MapAt[] {
  const list = map[field];
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap((item, index) =>
    isJsonMap(item) ? [{ path: [...path, field, index], map: item }] : [],
  );
}
