import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { isSecretLike } from './secret-kind';
import { hasManifest } from './secret-texts';

/** Whether a text that came from a Secret has to be hidden. */
export type IsHidden = (text: string) => boolean;

/**
 * Hides every text of a Secret, except switches and small numbers, which tell nothing, and words that another document
 * of the tree has too: the label of a region, `flux` in `flux-system`. Readers of the repository see those anyway, and
 * rules need them. Our decision: 0023.
 */
export function hidingRule(words: string): IsHidden {
  return (text) => {
    if (text === '' || /^(true|false|yes|no|on|off|null|~|\d{1,3})$/i.test(text)) return false;
    return !hasWord(words, text);
  };
}

/** The words of a document that is not a Secret: its keys and values, which anyone may read. */
export function openWords(document: Json): readonly string[] {
  return isObject(document) ? wordsIn(document) : [];
}

/** Only objects with metadata count: a kustomization.yaml or a patch may hold what goes into a Secret. */
function isObject(document: Json): boolean {
  return isJsonMap(document) && typeof document['kind'] === 'string' && document['metadata'] !== undefined;
}

function wordsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return hasManifest(value) ? [] : [value];
  if (isJsonList(value)) return value.flatMap(wordsIn);
  if (!isJsonMap(value)) return [String(value)];
  if (isSecretLike(value)) return [];
  return Object.entries(value).flatMap(([key, field]) => (key === 'patch' ? [] : [key, ...wordsIn(field)]));
}

const letter = /[\p{L}\p{N}]/u;

function hasWord(words: string, word: string): boolean {
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1)) {
    const around = [words.charAt(at - 1), words.charAt(at + word.length)];
    if (!around.some((character) => letter.test(character))) return true;
  }
  return false;
}
