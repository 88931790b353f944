import { mapEncoded } from './encoded-runs';
import { isList, mapItems } from './map-json';
import type { Json, KubernetesObject } from './rendered';
import { base64, type Fingerprint, fingerprintOf, fingerprintPattern, withoutSecrets } from './secret-fingerprint';
import { patternOf } from './secret-pattern';

/** Puts fingerprints in place of texts that came out of Secrets. What has none of them is the same object. */
export interface Hide {
  readonly text: (text: string) => string;
  readonly value: <T extends Json>(value: T) => T;
  /** An object with no values in the Secrets in it either; its kind stays, whatever a Secret holds. */
  readonly object: (object: KubernetesObject) => KubernetesObject;
}

/** Shorter ones are in every other word: they are hidden where they are all of a value. */
const shortestPart = 4;

/** Hides these texts in whatever it is given, as a value and as a part of one, and in simple encodings. */
export function hiding(secrets: readonly string[], fingerprint: Fingerprint): Hide {
  if (secrets.length === 0) return { text: same, value: same, object: (object) => withoutSecrets(object, fingerprint) };
  const known: Known = { whole: new Set(secrets), ...search(secrets), fingerprint };
  const text = (one: string) => hideText(one, known);
  const value = <T extends Json>(one: T) => hideValue(one, known) as T; // a value of another type is hidden with it
  const object = (one: KubernetesObject): KubernetesObject => {
    const { apiVersion, kind, ...rest } = withoutSecrets(one, fingerprint);
    const hidden = value(rest);
    return hidden === rest ? withoutSecrets(one, fingerprint) : { apiVersion, kind, ...hidden };
  };
  return { text, value, object };
}

function same<T>(value: T): T {
  return value;
}

interface Search {
  readonly pattern: RegExp;
  /** What each group of the pattern finds. */
  readonly parts: readonly string[];
  readonly numbers: ReadonlySet<number>;
}

interface Known extends Search {
  readonly whole: ReadonlySet<string>;
  readonly fingerprint: Fingerprint;
}

function search(secrets: readonly string[]): Search {
  const long = secrets.filter((one) => one.length >= shortestPart);
  const parts = [...new Set(long)].sort((a, b) => b.length - a.length); // the longest first
  const groups = parts.map((part) => `(${[patternOf(part), ...inUpperBase64(part), ...asGoPrints(part)].join('|')})`);
  return {
    pattern: new RegExp(groups.length === 0 ? '(?!)' : groups.join('|'), 'gi'),
    parts,
    numbers: new Set(parts.map(Number).filter((number) => !Number.isNaN(number))),
  };
}

/** Base64 that was put in another case is none, and tells almost all the same. */
function inUpperBase64(part: string): readonly string[] {
  return [`${patternOf(base64(part).replace(/=+$/, ''))}={0,2}`];
}

/** A number from YAML is a float64 in a template, which Go prints as 1.2345678e+07. */
function asGoPrints(part: string): readonly string[] {
  if (!/^\d+$/.test(part)) return [];
  const [, digits = '', exponent = ''] = /^(.*)e\+(\d+)$/.exec(Number(part).toExponential()) ?? [];
  const plain = String(Number(part));
  const floating = `${digits.replace('.', '\\.')}e\\+0?${exponent}`;
  return plain !== part && plain.length >= shortestPart ? [plain, floating] : [floating];
}

function hideValue(value: Json, known: Known): Json {
  if (typeof value === 'string') return hideText(value, known);
  if (typeof value === 'number') return known.numbers.has(value) ? mark(String(value), known) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return mapItems(value, (item) => hideValue(item, known));
  const entries = Object.entries(value).map(([key, field]) => {
    return [hideParts(key, known), field === undefined ? field : hideValue(field, known)] as const;
  });
  const isSame = entries.every(([key, field]) => Object.hasOwn(value, key) && value[key] === field);
  return isSame ? value : Object.fromEntries(entries);
}

function hideText(text: string, known: Known): string {
  return known.whole.has(text.trim()) ? mark(text.trim(), known) : hideParts(text, known);
}

function hideParts(text: string, known: Known): string {
  const plain = outsideMarks(text, (part) => part.replace(known.pattern, (...found) => markOf(found, known)));
  const encoded = {
    finds: (said: string) => finds(said, known),
    change: (_: string, said: string) => mark(said, known),
  };
  return outsideMarks(cutShort(plain, known), (part) => mapEncoded(part, encoded));
}

const marks = new RegExp(`((?:ENC\\[)?${fingerprintPattern}\\]?)`);

/** A fingerprint stays what it is, whatever letters are in it. */
function outsideMarks(text: string, change: (part: string) => string): string {
  return text
    .split(marks)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

function finds(said: string, { pattern, whole }: Known): boolean {
  return whole.has(said) || said.search(pattern) >= 0;
}

/** What `replace` gives: the match, its groups, where it is and in what. */
function markOf(found: readonly unknown[], known: Known): string {
  const group = found.slice(1, known.parts.length + 1).findIndex((one) => one !== undefined);
  return mark(known.parts[group] ?? '', known);
}

function mark(text: string, { fingerprint }: Known): string {
  return fingerprintOf(text, fingerprint);
}

/** Programs cut long values in their messages: of those the beginning is hidden. */
function cutShort(text: string, known: Known): string {
  return text.replace(/(\S{4,64})(\.\.\.|…)/g, (all: string, before: string, dots: string) => {
    const cut = known.parts.map((part) => beginningAtEnd(part, before)).sort((a, b) => b.length - a.length)[0] ?? '';
    return cut === '' ? all : `${before.slice(0, before.length - cut.length)}${mark(cut, known)}${dots}`;
  });
}

function beginningAtEnd(part: string, text: string): string {
  for (let length = Math.min(part.length - 1, text.length); length >= shortestPart; length -= 1) {
    if (text.endsWith(part.slice(0, length))) return part.slice(0, length);
  }
  return '';
}
