/** What is wrong, for code and tests: never compare `problem`. */
export type IssueCode =
  /** It must be there, and is not. */
  | 'missing'
  /** The record has no such key. */
  | 'unknown-key'
  /** It is not one of the values or names that there are. */
  | 'unknown-value'
  | 'wrong-type'
  /** Its type is right, and its form is not. */
  | 'malformed'
  | 'out-of-range'
  /** Another has it, or it is there twice. */
  | 'taken'
  /** The name means something else. */
  | 'reserved'
  /** Slots wait for each other. */
  | 'cycle'
  /** Two things that a person wrote cannot both hold, such as roles of a slot and A4. */
  | 'contradiction'
  /** It is right by itself, and may not stand here: an override of what the record decides. */
  | 'misplaced'
  | 'unused'
  /** It is not what was reviewed. */
  | 'not-reviewed'
  /** The file, or what it exports, cannot be read. */
  | 'unreadable';

/**
 * Why a value is refused, by a function that knows neither file nor field, such as `parseFqdn`. The caller makes an
 * Issue of it.
 */
export interface Refusal {
  readonly code: IssueCode;
  readonly problem: string;
  readonly remedy: string;
}

/** One thing that a person wrote and can put right. */
export interface Issue {
  /** A path from the workspace's root, or `command line`. */
  readonly file: string;
  /** The way to the value, as one would write it in TypeScript: `regions[1].key`. */
  readonly field: string;
  readonly value: unknown;
  /** Each Issue of this package and of the compiler has one. Those of other packages may have none. */
  readonly code?: IssueCode;
  readonly problem: string;
  readonly remedy: string;
}

/** Whether a function refused what it was given: a Refusal, or an Issue, in place of a value. */
export function isRefusal<T extends string | object>(value: T): value is Extract<T, { readonly problem: string }> {
  return typeof value === 'object' && 'problem' in value;
}

const longestValue = 120;

/** One line for one Issue: `file: field is value: problem. remedy.` A value that was not given reads "is not set". */
export function formatIssue(issue: Issue): string {
  return oneLine(`${formatProblem(issue)}. ${issue.remedy}.`);
}

/** The same without its remedy, where nobody is to mend it: `file: field is value: problem`. */
export function formatProblem({ file, field, value, problem }: Issue): string {
  const text = formatValue(value);
  const state = value === undefined ? 'is not set' : `is ${text.slice(0, longestValue)}`;
  const cut = text.length > longestValue ? '…' : '';
  const shown = secret.test(field) && value !== undefined ? 'is …' : `${state}${cut}`;
  return oneLine(`${file}: ${field} ${shown}: ${problem}`);
}

/** The lines of a text on one, with a blank between two. The time grows with the length, whatever blanks there are. */
export function oneLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  const last = others.pop();
  if (last === undefined) return first;
  const between = others.map((line) => line.trim()).filter((line) => line !== '');
  return [first.trimEnd(), ...between, last.trimStart()].join(' ');
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
  const query = text.indexOf('?', text.indexOf('://'));
  const plain = text.includes('://') && query >= 0 ? `${text.slice(0, query + 1)}…` : text;
  return plain.replace(/\/\/[^/]*@/g, '//…@');
}
