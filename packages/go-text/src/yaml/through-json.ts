import { printJson } from '../json/print-json';
import { isObject, type JsonObject, type JsonValue } from '../json/json';
import { parseYaml } from './parse';

const longestKey = 1000;
const odd = /[\u007f-\u009f\ufffe\uffff]/;

/**
 * The object as it is before it is printed: `sigs.k8s.io/yaml` has it as JSON and reads that as YAML. The same for all
 * but the oddest: U+0085 breaks a line in YAML, and is folded; other control characters and keys of more than 1024
 * characters are refused. Throws a YamlError.
 */
export function throughJson(object: JsonObject): JsonObject {
  if (!isOdd(object)) return object;
  const read = parseYaml(goJson(object), 'v2');
  return isObject(read) ? read : object;
}

function isOdd(value: JsonValue): boolean {
  if (typeof value === 'string') return odd.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).some(isOdd);
  const map = value as JsonObject; // what is left
  for (const key in map) if (key.length > longestKey || odd.test(key) || isOdd(map[key] ?? null)) return true;
  return false;
}

/** JSON as Go prints it, with escapes for what HTML and JavaScript would trip over. */
function goJson(value: JsonValue): string {
  const json = printJson(value).replace(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd');
  return json.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
