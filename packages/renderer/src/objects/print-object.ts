import { emitYaml, type JsonValue } from '@sovereign-fleet/go-text';
import type { KubernetesObject } from '../contract/rendered';

/** An object as YAML, as the tools of Kubernetes and Flux print it: keys in their order, long lines folded. */
export function printObject(object: KubernetesObject): string {
  return emitYaml(JSON.parse(JSON.stringify(object)) as JsonValue); // with the numbers that JSON has: no -0
}
