import type { Finding } from '@sovereign-fleet/domain';
import { type Document, isScalar, visit } from 'yaml';

/**
 * Keys without a value that read like a key and a value: YAML takes `slot '01'` for a key that has none. One Finding for
 * each, in place of the one for the key that is missing and the one for the key that nobody knows.
 */
export function missingColons(document: Document): readonly Finding[] {
  const found: Finding[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || typeof key.value !== 'string' || !hasNoValue(value)) return;
      const [, name, rest] = /^(slots|slot|name|depends_on)\s+(.*)$/s.exec(key.value) ?? [];
      if (name === undefined || rest === undefined) return;
      const remedy = `Write ${name}: ${rest}`;
      found.push({ field: 'key', value: key.value, problem: `there is no ":" behind "${name}"`, remedy });
    },
  });
  return found;
}

function hasNoValue(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null);
}
