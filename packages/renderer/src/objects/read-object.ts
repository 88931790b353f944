import { isObject, type JsonObject, parseYaml, YamlError } from '@sovereign-fleet/go-text';

export type ReadObject =
  { readonly ok: true; readonly object: JsonObject } | { readonly ok: false; readonly problem: string };

/**
 * One Kubernetes object from YAML as kustomize reads it (yaml.v3): `yes` is text, `0755` a number, a timestamp one in
 * full. Of more than one document the first. Gives a problem where kustomize would not read it either.
 */
export function readObject(text: string): ReadObject {
  try {
    const object = parseYaml(text, 'v3');
    return isObject(object) ? { ok: true, object } : { ok: false, problem: 'the text holds no object' };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { ok: false, problem: error.message };
  }
}
