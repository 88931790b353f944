import { type JsonValue, parseYaml, YamlError } from '@sovereign-fleet/go-text';
import type { Outcome } from '../contract/ports';

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
