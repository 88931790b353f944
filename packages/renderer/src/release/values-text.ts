import { escapeUnread } from '@sovereign-fleet/flux';
import { emitYaml, type JsonObject, type JsonValue } from '@sovereign-fleet/go-text';

/** Readers of YAML look 1,024 characters ahead for the colon behind a key. */
const longestKey = 1000;

/**
 * Values as text that Helm reads back as they are. It takes JSON for YAML, in which U+0085 and U+2028 end a line. A
 * long key has to be written as YAML does it; Flux hands values on without a text between.
 */
export function valuesText(values: JsonObject): string {
  return hasLongKey(values) ? emitYaml(values) : escapeUnread(JSON.stringify(values));
}

function hasLongKey(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).some(hasLongKey);
  return Object.entries(value).some(([key, inner]) => key.length > longestKey || hasLongKey(inner));
}
