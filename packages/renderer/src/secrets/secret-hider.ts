import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { mapEncoded } from './encoded-runs';
import { mapItems } from '../objects/map-json';
import type { KubernetesObject } from '../contract/rendered';
import { type Fingerprint, fingerprintOf, fingerprintPattern, withoutSecrets } from './secret-fingerprint';
import { type SecretSearch, secretSearch, shortestPart } from './secret-search';

/** Puts fingerprints in place of texts from Secrets. Gives the same object if nothing had to be replaced. */
export interface SecretHider {
  readonly text: (text: string) => string;
  readonly value: <T extends Json>(value: T) => T;
  /** Hides the values of Secrets in an object too. Its kind stays, whatever a Secret holds. */
  readonly object: (object: KubernetesObject) => KubernetesObject;
}

/**
 * Hides these texts as whole values, as parts of values, and in simple encodings. Texts of fewer than four letters
 * occur in every other word, so they are hidden only as whole values.
 */
export function secretHider(secrets: readonly string[], fingerprint: Fingerprint): SecretHider {
  if (secrets.length === 0)
    return { text: identity, value: identity, object: (object) => withoutSecrets(object, fingerprint) };
  const known = knownOf(secrets, fingerprint);
  const text = (one: string) => hideText(one, known);
  const value = <T extends Json>(one: T) => hideValue(one, known) as T; // a hidden number becomes a text
  const object = (one: KubernetesObject): KubernetesObject => {
    const { apiVersion, kind, ...rest } = withoutSecrets(one, fingerprint);
    const hiddenRest = value(rest);
    return hiddenRest === rest ? withoutSecrets(one, fingerprint) : { apiVersion, kind, ...hiddenRest };
  };
  return { text, value, object };
}

function identity<T>(value: T): T {
  return value;
}

interface Known {
  readonly whole: ReadonlySet<string>;
  /** The texts that are long enough to be searched within others. */
  readonly parts: readonly string[];
  readonly search: SecretSearch;
  readonly numbers: ReadonlySet<number>;
  readonly fingerprint: Fingerprint;
}

function knownOf(secrets: readonly string[], fingerprint: Fingerprint): Known {
  const parts = [...new Set(secrets)].filter((one) => one.length >= shortestPart);
  const numbers = new Set(parts.map(Number).filter((number) => !Number.isNaN(number)));
  return { whole: new Set(secrets), parts, search: secretSearch(parts), numbers, fingerprint };
}

function hideValue(value: Json, known: Known): Json {
  if (typeof value === 'string') return hideText(value, known);
  if (typeof value === 'number') return known.numbers.has(value) ? mark(String(value), known) : value;
  if (isJsonList(value)) return mapItems(value, (item) => hideValue(item, known));
  if (!isJsonMap(value)) return value;
  const entries = Object.entries(value).map(
    ([key, field]) => [hideParts(key, known), hideValue(field, known)] as const,
  );
  const isSame = entries.every(([key, field]) => Object.hasOwn(value, key) && value[key] === field);
  return isSame ? value : Object.fromEntries(entries);
}

function hideText(text: string, known: Known): string {
  return known.whole.has(text.trim()) ? mark(text.trim(), known) : hideParts(text, known);
}

function hideParts(text: string, known: Known): string {
  const plain = mapOutsideMarks(text, (part) => known.search.replaceIn(part, (secret) => mark(secret, known)));
  const encoded = {
    finds: (said: string) => finds(said, known),
    change: (_: string, said: string) => mark(said, known),
  };
  return mapOutsideMarks(hideCutWords(plain, known), (part) => mapEncoded(part, encoded));
}

const marks = new RegExp(`((?:ENC\\[)?${fingerprintPattern}\\]?)`);

/** Changes a text outside of fingerprints, which stay as they are. */
function mapOutsideMarks(text: string, change: (part: string) => string): string {
  return text
    .split(marks)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

function finds(said: string, { search, whole }: Known): boolean {
  return whole.has(said) || search.isIn(said);
}

function mark(text: string, { fingerprint }: Known): string {
  return fingerprintOf(text, fingerprint);
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
