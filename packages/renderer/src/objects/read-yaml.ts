import { type Dialect, type JsonValue, parseYaml, YamlError } from '@sovereign-fleet/go-text';
import { failure, type Outcome } from '../contract/failure';

/** The first document of a text as one of Go's YAML libraries reads it, or why that library refuses it. */
export function readYaml(text: string, dialect: Dialect): Outcome<JsonValue> {
  try {
    return { ok: true, value: parseYaml(text, dialect) };
  } catch (error) {
    if (error instanceof YamlError) return failure('invalid-yaml', error.message);
    throw error;
  }
}
