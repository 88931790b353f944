import { merge, readValues } from '../release/merged-values';
import { valuesText } from '../release/values-text';
import { failure, type Outcome } from '../contract/failure';
import type { Values } from '@sovereign-fleet/go-text';

/**
 * The values files of a chart as one, as JSON: the later a file, the stronger (source-controller: internal/helm/chart,
 * mergeChartValues). Fails if a file holds no values, or is missing and missing files are not ignored.
 */
export function chosenValues(
  textOf: (path: string) => string | undefined,
  paths: readonly string[],
  ignoreMissing: boolean,
): Outcome<string> {
  let merged: Values = {};
  for (const path of paths) {
    const text = textOf(path);
    if (text === undefined && ignoreMissing) continue;
    if (text === undefined) return failure('invalid-values', `no values file found at path '${path}'`);
    const values = readValues(text);
    if (!values.ok) return failure('invalid-values', `unmarshaling values from '${path}' failed: ${values.reason}`);
    merged = merge(merged, values.value);
  }
  return { ok: true, value: valuesText(merged) };
}
