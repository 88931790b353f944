import { isObject, type JsonObject, type JsonValue } from '@sovereign-fleet/go-text';

/**
 * The values that are an `int64` for templates, as lines of `--set`. Only a `targetPath` makes such (helm: strvals). A
 * file of values has none: Helm reads every number of it as a float, and prints 1234567 as 1.234567e+06.
 */
export function wholeNumbers(values: JsonObject): readonly string[] {
  return linesIn(values, '').filter((line) => !line.includes('\0')); // no program can be told such a name
}

function linesIn(value: JsonValue, path: string): readonly string[] {
  if (typeof value === 'bigint') return [`${path}=${value}`];
  if (isObject(value)) {
    const before = path === '' ? '' : `${path}.`;
    return Object.entries(value).flatMap(([key, inner]) => linesIn(inner, `${before}${escapeKey(key)}`));
  }
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).flatMap((inner, index) => linesIn(inner, `${path}[${index}]`));
}

function escapeKey(key: string): string {
  return key.replace(/[\\.,=[]/g, '\\$&');
}
