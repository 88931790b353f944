import type { JsonValue } from '@sovereign-fleet/go-text';
import { keepByText } from './keep-by-text';
import { readYaml } from './read-yaml';
import type { Outcome } from '../contract/failure';

/** Every document of a text that is not empty, read as kustomize reads YAML (yaml.v3). */
export function readDocuments(text: string): Outcome<readonly JsonValue[]> {
  const documents: JsonValue[] = [];
  for (const part of text.split(/^---(?=\s|$)/m)) {
    const read = readPart(part);
    if (!read.ok) return read;
    if (read.value !== null) documents.push(read.value);
  }
  return { ok: true, value: documents };
}

/** Regions and Sovereigns have most documents alike. */
const readPart = keepByText((part) => readYaml(part, 'v3'), 4 * 1024 * 1024);
