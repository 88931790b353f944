import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { mapEncoded, mostLevels } from './encoded-runs';
import { mapItems, mapWords } from '../objects/map-json';
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
  const { withoutSeals } = sealedMarks(fingerprint);
  const { text, value, name, object } = sealedHider(secrets, fingerprint);
  return {
    text: (one) => withoutSeals(text(one)),
    value: (one) => mapWords(value(one), withoutSeals) as typeof one, // only texts change
    name: (one) => withoutSeals(name(one)),
    object: (one) => mapWords(object(one), withoutSeals) as KubernetesObject, // only texts change
  };
}

/** Hides the same with sealed fingerprints, for what `secretHider` gets later. */
export function sealedHider(secrets: readonly string[], fingerprint: Fingerprint): SecretHider {
  const marks = sealedMarks(fingerprint);
  const known = knownOf(secrets, marks);
  const text = (one: string) => hideText(one, known);
  const value = <T extends Json>(one: T) => hideValue(one, known) as T; // a hidden number becomes a text
  const name = (one: string) => (isOrdinaryWord(one) ? one : text(one));
  const object = (one: KubernetesObject): KubernetesObject => {
    const shown = withoutSecrets(one, marks);
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
  /** The texts that are long enough to be searched within others. */
  readonly parts: readonly string[];
  readonly search: () => SecretSearch;
  readonly filter: SecretFilter;
  /** What short texts became. */
  readonly shown: Map<string, string>;
  readonly numbers: ReadonlySet<number>;
  readonly marks: SealedMarks;
}

function knownOf(secrets: readonly string[], marks: SealedMarks): Known {
  const parts = [...new Set(secrets)].filter((one) => one.length >= shortestPart);
  const numbers = new Set(parts.map(Number).filter((number) => !Number.isNaN(number)));
  const short = secrets.filter((one) => one.length < shortestPart);
  const filter = secretFilter({ parts: barePartsOf(parts), short, levels: mostLevels });
  return {
    whole: new Set(secrets),
    parts,
    search: onceAsked(() => secretSearch(parts)),
    filter,
    shown: new Map(),
    numbers,
    marks,
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
  if (!isJsonMap(value)) return value;
  const hidden = new Map<string, Json>();
  for (const [key, field] of Object.entries(value)) {
    const shown = hideParts(key, known);
    // Two keys that differ in case alone would become one.
    hidden.set(hidden.has(shown) ? mark(key, known) : shown, hideValue(field, known));
  }
  const isSame = [...hidden].every(([key, field]) => Object.hasOwn(value, key) && value[key] === field);
  return isSame ? value : Object.fromEntries(hidden);
}

/** Other digits may stand around those of a Secret, as around a text. */
function hideNumber(value: number | bigint, known: Known): Json {
  const text = String(value);
  if (known.numbers.has(Number(value))) return mark(text, known);
  const hidden = hideParts(text, known);
  return hidden === text ? value : hidden;
}

function hideText(text: string, known: Known): string {
  return known.whole.has(text.trim()) ? mark(text.trim(), known) : hideParts(text, known);
}

/** Keys and short values are the same in object after object. */
const longestRemembered = 100;
const mostRemembered = 20_000;

function hideParts(text: string, known: Known): string {
  const { shown } = known;
  const before = shown.get(text);
  if (before !== undefined) return before;
  const hidden = hidePartsAnew(text, known);
  if (text.length <= longestRemembered && shown.size < mostRemembered) shown.set(text, hidden);
  return hidden;
}

function hidePartsAnew(text: string, known: Known): string {
  const { filter } = known;
  const plain = filter.mayHold(text) ? hidePlain(text, known) : text;
  const all = filter.mayHoldEncoded(plain) ? hideEncoded(plain, known) : plain;
  const whole = all.includes('...') || all.includes('…') ? hideCutWords(all, known) : all;
  return known.marks.mapForged(whole, (forged) => mark(forged, known));
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
