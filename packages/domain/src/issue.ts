/** Why a value is refused. The caller knows the file and the field, and makes an Issue of it. */
export interface Refusal {
  readonly problem: string;
  readonly remedy: string;
}

/** What is wrong with a value, where the file is known from the context. */
export interface Finding extends Refusal {
  /** The way to the value, as one would write it in TypeScript: `regions[1].key`. */
  readonly field: string;
  readonly value: unknown;
}

/** One thing that a person wrote and can put right. */
export interface Issue extends Finding {
  /** A path from the workspace's root, or `command line`. */
  readonly file: string;
}

export function isRefusal(value: string | object): value is Refusal {
  return typeof value === 'object' && 'problem' in value;
}

const longestValue = 120;

/** One line for one Issue: `file: field is value: problem. remedy.` A value that was not given reads "is not set". */
export function formatIssue({ file, field, value, problem, remedy }: Issue): string {
  const state = value === undefined ? 'is not set' : `is ${formatValue(value)}`;
  return `${file}: ${field} ${state}: ${problem}. ${remedy}.`;
}

/** A value as JSON, cut to 120 characters; what JSON cannot hold is named by its type. Never throws. */
function formatValue(value: unknown): string {
  const text = toJson(value) ?? typeof value;
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function toJson(value: unknown): string | undefined {
  try {
    // JSON.stringify gives undefined for functions and symbols, whatever its declared type says.
    return JSON.stringify(value);
  } catch {
    return undefined; // a cycle, a BigInt, or a getter that throws
  }
}
