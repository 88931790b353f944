import { escapeUnread } from '@sovereign-fleet/flux';
import { emitYaml, isObject, type JsonObject, type JsonValue } from '@sovereign-fleet/go-text';

/** Readers of YAML look 1,024 characters ahead for the colon behind a key. */
const longestKey = 1000;

/**
 * Values as text that Helm reads back as they are. It takes JSON for YAML, in which U+0085 and U+2028 end a line, and
 * `-0` is an integer. A long key has to be written as YAML does it; Flux hands values on without a text between.
 */
export function valuesText(values: JsonObject): string {
  return hasLongKey(values) ? emitYaml(values) : escapeUnread(jsonOf(values));
}

function hasLongKey(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).some(hasLongKey);
  return Object.entries(value).some(([key, inner]) => key.length > longestKey || hasLongKey(inner));
}

function jsonOf(value: JsonValue): string {
  if (isObject(value)) {
    const fields = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${jsonOf(inner)}`);
    return `{${fields.join()}}`;
  }
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(jsonOf).join()}]`;
  if (typeof value === 'bigint') return String(value);
  return Object.is(value, -0) ? '-0.0' : JSON.stringify(value);
}
