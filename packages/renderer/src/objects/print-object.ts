import { emitYaml, type JsonValue, parseJson, printJson } from '@sovereign-fleet/go-text';
import type { KubernetesObject } from '../contract/rendered';

/** An object as YAML, as the tools of Kubernetes and Flux print it: keys in their order, long lines folded. */
export function printObject(object: KubernetesObject): string {
  return emitYaml(parseJson(printJson(object)) as JsonValue); // with the numbers that JSON has: no -0
}
