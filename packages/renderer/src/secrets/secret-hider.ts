import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { mapEncoded, mostLevels } from './encoded-runs';
import { mapItems } from '../objects/map-json';
import type { KubernetesObject } from '../contract/rendered';
import { base64 } from './base64';
import { type Fingerprint, type SealedMarks, sealedMarks } from './sealed-marks';
import { withoutSecrets } from './secret-fingerprint';
import { type SecretFilter, secretFilter } from './secret-filter';
import { barePartsOf, isOrdinaryWord, type SecretSearch, secretSearch, shortestPart } from './secret-search';

/** Puts fingerprints in place of texts from Secrets. Gives the same object if nothing had to be replaced. */
export interface SecretHider {
  readonly text: (text: string) => string;
  readonly value: <T extends Json>(value: T) => T;
  /** Of an object or a namespace: an ordinary word stays, since whoever sees the cluster reads its names. */
  readonly name: (text: string) => string;
  /** Hides the values of Secrets in an object too. Its kind stays, whatever a Secret holds. */
  readonly object: (object: KubernetesObject) => KubernetesObject;
}

/**
 * Hides these texts as whole values, as parts of values, and in simple encodings. Texts of fewer than four letters
 * occur in every other word, so they are hidden only as whole values. What looks like a fingerprint is hidden too, and
 * what `sealedHider` hid before is shown.
 */
export function secretHider(secrets: readonly string[], fingerprint: Fingerprint): SecretHider {
  const marks = sealedMarks(fingerprint);
  return hiderOf(knownOf(secrets, marks, marks.withoutSeals));
}

/** Hides the same with sealed fingerprints, for what `secretHider` gets later. */
export function sealedHider(secrets: readonly string[], fingerprint: Fingerprint): SecretHider {
  return hiderOf(knownOf(secrets, sealedMarks(fingerprint), (text) => text));
}

function hiderOf(known: Known): SecretHider {
  const text = (one: string) => hideText(one, known);
  const value = <T extends Json>(one: T) => hideValue(one, known) as T; // a hidden number becomes a text
  const name = (one: string) => (isOrdinaryWord(one) ? one : text(one));
  const object = (one: KubernetesObject): KubernetesObject => {
    const shown = withoutSecrets(one, known.marks);
    const { apiVersion, kind, metadata, ...rest } = shown;
    const hiddenRest = value(rest);
    const hidden = { metadata: value(metadata), ...hiddenRest };
    const isSame = hidden.metadata === metadata && hiddenRest === rest;
    return isSame
      ? shown
      : { apiVersion, kind, ...hidden, metadata: { ...hidden.metadata, ...namesIn(metadata, name) } };
  };
  return { text, value, name, object };
}

function namesIn({ name, namespace }: KubernetesObject['metadata'], hide: SecretHider['name']) {
  return { name: hide(name), ...(typeof namespace === 'string' ? { namespace: hide(namespace) } : {}) };
}

interface Known {
  readonly whole: ReadonlySet<string>;
  /** The texts that are long enough to be searched within others, by their first characters. */
  readonly byStart: () => ReadonlyMap<string, readonly string[]>;
  readonly search: () => SecretSearch;
  readonly filter: SecretFilter;
  /** What short texts became. */
  readonly shown: Map<string, string>;
  readonly numbers: ReadonlySet<number>;
  /** No text is longer. */
  readonly longest: number;
  readonly marks: SealedMarks;
  /** What is done to a text when all is hidden. */
  readonly finish: (text: string) => string;
}

function knownOf(secrets: readonly string[], marks: SealedMarks, finish: Known['finish']): Known {
  const parts = [...new Set(secrets)].filter((one) => one.length >= shortestPart);
  const numbers = new Set(parts.map(Number).filter((number) => !Number.isNaN(number)));
  const short = secrets.filter((one) => one.length < shortestPart);
  const filter = secretFilter({ parts: barePartsOf(parts), short, levels: mostLevels });
  return {
    whole: new Set(secrets),
    byStart: onceAsked(() => groupByStart(parts)),
    search: onceAsked(() => secretSearch(parts)),
    filter,
    shown: new Map(),
    numbers,
    longest: secrets.reduce((most, one) => Math.max(most, one.length), 0),
    marks,
    finish,
  };
}

/** Most texts are not looked at so closely that it is needed. */
function onceAsked<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function hideValue(value: Json, known: Known): Json {
  if (typeof value === 'string') return hideText(value, known);
  if (typeof value === 'number' || typeof value === 'bigint') return hideNumber(value, known);
  if (isJsonList(value)) return mapItems(value, (item) => hideValue(item, known));
  return isJsonMap(value) ? hideMap(value, known) : value;
}

function hideMap(value: JsonMap, known: Known): JsonMap {
  const keys = Object.keys(value);
  const shown: string[] = [];
  const fields: Json[] = [];
  let isSame = true;
  for (const key of keys) {
    const field = value[key] as Json; // it has the key
    const name = hideParts(key, known);
    const hidden = hideValue(field, known);
    isSame &&= name === key && hidden === field;
    shown.push(name);
    fields.push(hidden);
  }
  if (isSame) return value;
  const named = new Map<string, Json>();
  for (const [at, key] of keys.entries()) {
    const name = shown[at] ?? key;
    // Two keys that differ in case alone would become one.
    named.set(named.has(name) ? known.finish(mark(key, known)) : name, fields[at] ?? null);
  }
  return Object.fromEntries(named);
}

/** Other digits may stand around those of a Secret, as around a text. */
function hideNumber(value: number | bigint, known: Known): Json {
  const text = String(value);
  if (known.numbers.has(Number(value))) return known.finish(mark(text, known));
  const hidden = hideParts(text, known);
  return hidden === text ? value : hidden;
}

function hideText(text: string, known: Known): string {
  const trimmed = text.trim();
  const isWhole = trimmed.length <= known.longest && known.whole.has(trimmed);
  return isWhole ? known.finish(mark(trimmed, known)) : hideParts(text, known);
}

/** Keys and short values are the same in object after object. */
const longestRemembered = 100;
const mostRemembered = 20_000;

function hideParts(text: string, known: Known): string {
  if (text.length > longestRemembered) return hidePartsAnew(text, known);
  const { shown } = known;
  const before = shown.get(text);
  if (before !== undefined) return before;
  const hidden = hidePartsAnew(text, known);
  if (shown.size < mostRemembered) shown.set(text, hidden);
  return hidden;
}

function hidePartsAnew(text: string, known: Known): string {
  const { filter } = known;
  const plain = filter.mayHold(text) ? hidePlain(text, known) : text;
  const all = filter.mayHoldEncoded(plain) ? hideEncoded(plain, known) : plain;
  const whole = hasDots(all) ? hideCutWords(all, known) : all;
  return known.finish(known.marks.mapForged(whole, (forged) => mark(forged, known)));
}

function hidePlain(text: string, known: Known): string {
  return known.marks.mapOutside(text, (part) => known.search().replaceIn(part, (secret) => mark(secret, known)));
}

function hideEncoded(text: string, known: Known): string {
  const { mayHoldEncoded: mayHold } = known.filter;
  const change = (said: string) => mark(said, known);
  const encoded = { mayHold, finds: (said: string) => finds(said, known), change };
  return known.marks.mapOutside(text, (part) => mapEncoded(part, encoded));
}

function finds(said: string, { search, whole }: Known): boolean {
  return whole.has(said) || search().isIn(said);
}

function mark(text: string, { marks }: Known): string {
  return marks.fingerprint(base64(text));
}

/** Programs shorten long values in their messages, so the beginning of a value is hidden there. */
function hideCutWords(text: string, known: Known): string {
  let from = 0;
  let all = '';
  for (let at = indexFrom(text, /\.\.\.|…/g, from); at < text.length; at = indexFrom(text, /\.\.\.|…/g, from)) {
    let start = at;
    while (start > from && !/\s/.test(text.charAt(start - 1))) start -= 1;
    const end = indexFrom(text, /\s/g, at);
    all += text.slice(from, start) + hideCutWord(text.slice(start, end), known);
    from = end;
  }
  return all + text.slice(from);
}

/** Where a pattern is next; the end of the text if nowhere. */
function indexFrom(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function hasDots(text: string): boolean {
  return text.includes('...') || text.includes('…');
}

function hideCutWord(word: string, known: Known): string {
  return word.replace(/(\S{4,64})(\.\.\.|…)/g, (all: string, before: string, dots: string) => {
    const cut = beginningAtEnd(before, known.byStart());
    return cut === '' ? all : `${before.slice(0, before.length - cut.length)}${mark(cut, known)}${dots}`;
  });
}

/** The longest beginning of a part, but not all of it, that a text ends with. */
function beginningAtEnd(text: string, byStart: ReadonlyMap<string, readonly string[]>): string {
  for (let at = 0; at + shortestPart <= text.length; at += 1) {
    const end = text.slice(at);
    const parts = byStart.get(end.slice(0, shortestPart)) ?? [];
    if (parts.some((part) => part.length > end.length && part.startsWith(end))) return end;
  }
  return '';
}

function groupByStart(parts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const part of parts) {
    const start = part.slice(0, shortestPart);
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [part]);
    else group.push(part);
  }
  return groups;
}
