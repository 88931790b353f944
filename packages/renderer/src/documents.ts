import { YamlError } from './go-yaml/failure';
import type { JsonValue } from './go-yaml/json';
import { parseYaml } from './go-yaml/parse';
import type { Outcome } from './ports';

/** Every document of a text that holds anything, read as kustomize reads YAML (yaml.v3). */
export function readDocuments(text: string): Outcome<readonly JsonValue[]> {
  try {
    const parts = text.split(/^---(?=\s|$)/m);
    return { ok: true, value: parts.map((part) => parseYaml(part, 'v3')).filter((value) => value !== null) };
  } catch (error) {
    if (error instanceof YamlError) return { ok: false, reason: error.message };
    throw error;
  }
}
