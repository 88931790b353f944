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
  const text = formatValue(value);
  const state = value === undefined ? 'is not set' : `is ${text.slice(0, longestValue)}`;
  const cut = text.length > longestValue ? '…' : '';
  const shown = secret.test(field) && value !== undefined ? 'is …' : `${state}${cut}`;
  return `${file}: ${field} ${shown}: ${problem}. ${remedy}.`.replace(/\s*\n\s*/g, ' ');
}

const secret = /token|secret|passw|credential/i;

/** Text and numbers as JSON, of objects the keys alone: what is in them may be secret. Never throws. */
function formatValue(value: unknown): string {
  try {
    if (Array.isArray(value)) return `[${value.map(formatItem).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return formatItem(value);
    const keys = Object.keys(value);
    return keys.length === 0 ? '{}' : `{ ${keys.join(', ')} }`;
  } catch {
    return typeof value; // a proxy that throws
  }
}

function formatItem(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(withoutCredentials(value));
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return typeof value === 'symbol' || typeof value === 'function' ? typeof value : String(value);
}

/** A URL without what stands before its `@` and after its `?`. */
function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/]*@/g, '//…@').replace(/(:\/\/[^?]*\?).*/s, '$1…');
}
