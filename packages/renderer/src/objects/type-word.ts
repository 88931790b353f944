import type { JsonValue } from '@sovereign-fleet/go-text';

/** The type of a value for people. An integer of many digits is a number too. */
export function typeWord(value: JsonValue | undefined): string {
  if (value === null) return 'null';
  return typeof value === 'bigint' ? 'number' : typeof value;
}
