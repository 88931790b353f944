import { emitYaml } from './go-yaml/emit';
import type { JsonValue } from './go-yaml/json';
import type { KubernetesObject } from './rendered';

/** An object as the tools of Kubernetes and Flux print it: keys in their order, long lines folded. */
export function printObject(object: KubernetesObject): string {
  return emitYaml(JSON.parse(JSON.stringify(object)) as JsonValue); // what is undefined is not there
}
