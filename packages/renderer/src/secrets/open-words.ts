import { isList } from '../objects/map-json';
import type { Json } from '@sovereign-fleet/domain';
import { isSecret } from './secret-fingerprint';
import { hasManifest } from './secret-texts';

/** Whether a text that came out of a Secret has to be hidden. */
export type IsHidden = (text: string) => boolean;

/**
 * Hides what a Secret holds, but for gates and small numbers, which say nothing, and for what a document of the tree that
 * is no Secret has as a word: the label of a region, `flux` of `flux-system`. Who reads the repository reads it there, and
 * rules need it. Our decision: 0023.
 */
export function hidingRule(words: string): IsHidden {
  return (text) => {
    if (text === '' || /^(true|false|yes|no|on|off|null|~|\d{1,3})$/i.test(text)) return false;
    return !hasWord(words, text);
  };
}

/** The words of a document that anyone may read: keys and values of one that is no Secret. */
export function openWords(document: Json): readonly string[] {
  return isObject(document) ? wordsIn(document) : [];
}

/** A kustomization.yaml and a patch have no name of their own, and may hold what goes into a Secret. */
function isObject(document: Json): boolean {
  if (typeof document !== 'object' || document === null || isList(document)) return false;
  const { kind, metadata } = document;
  return typeof kind === 'string' && metadata !== undefined;
}

function wordsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return hasManifest(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [String(value)];
  if (isList(value)) return value.flatMap(wordsIn);
  if (isSecret(value)) return [];
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
