import type { Issue } from '@sovereign-fleet/domain';
import { type Document, isScalar, visit } from 'yaml';

/**
 * Keys without a value that read like a key and a value: YAML takes `slot '01'` for a key that has none. One Issue for
 * each, in place of one for the key that is missing and one for a key that is unknown.
 */
export function missingColons(file: string, document: Document): readonly Issue[] {
  const issues: Issue[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || typeof key.value !== 'string' || !hasNoValue(value)) return;
      const [, name, rest] = /^(slots|slot|name|depends_on)\s+(.*)$/s.exec(key.value) ?? [];
      if (name === undefined || rest === undefined) return;
      const problem = `there is no ":" behind "${name}"`;
      const remedy = `Write ${name}: ${rest}`;
      issues.push({ file, field: 'key', value: key.value, code: 'malformed', problem, remedy });
    },
  });
  return issues;
}

function hasNoValue(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null);
}
