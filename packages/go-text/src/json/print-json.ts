import { bigMark } from './big-mark';

/** A value as JSON, as `JSON.stringify` prints it, and with all digits of integers of 64 bits, as Go prints them. */
export function printJson(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // JavaScript prints no bigint. Almost no value has one, so nobody looks for it before.
    return JSON.stringify(value, markBig, indent).replace(markedBig, '$1');
  }
}

function markBig(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${bigMark}${value}` : value;
}

const markedBig = /"\\ud800(-?\d+)"/g;
