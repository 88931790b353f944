import { isObject, type JsonObject, type JsonValue, type Variables } from '@sovereign-fleet/go-text';
import { secretHider } from '../secrets/secret-hider';
import { isOrdinaryWord } from '../secrets/secret-search';
import type { PostBuild } from './post-build';
import { substitute } from './substitute';

interface Substituted {
  readonly before: JsonObject;
  readonly object: JsonObject;
}

/**
 * The texts in substituted objects that were made from a Secret but do not contain its value: `${PIN:0:3}`, or a value
 * too short to be found. They are the texts that change when another value is substituted. A number counts as a whole:
 * Helm may print it otherwise (`1.902101e+06`), so that the value is not found within it.
 */
export function textsFromSecrets(objects: readonly Substituted[], postBuild: PostBuild): readonly string[] {
  const { variables, secretNames, options } = postBuild;
  if (secretNames.size === 0) return [];
  const texts = [...secretNames].map((name) => variables[name] ?? '');
  const hide = secretHider(texts, () => '');
  const others: Variables = Object.fromEntries([...secretNames].map((name) => [name, standIn]));
  const words = texts.filter(isOrdinaryWord); // they stay within a name
  const isUnseen = (text: string): boolean => hide.text(text) === text && !words.some((word) => text.includes(word));
  return objects.flatMap(({ before, object }) => {
    const other = substitute(before, { ...variables, ...others }, options);
    if (before === object || other.status === 'failed') return []; // then we cannot tell what depends on it
    return changedTexts(object, other.object).filter((text) => /^\d+$/.test(text) || isUnseen(text));
  });
}

/** No Secret begins with this. A letter is one byte, since expressions cut by bytes. */
const standIn = 'ZqXj'.repeat(16);

/** The texts and numbers in `value` that differ from those at the same place in `other`. */
function changedTexts(value: JsonValue, other: JsonValue | undefined): readonly string[] {
  if (value === other || value === null || typeof value === 'boolean') return [];
  if (typeof value !== 'object') return [String(value)];
  if (!isObject(value)) {
    const items = Array.isArray(other) ? (other as readonly JsonValue[]) : [];
    return value.flatMap((item, index) => changedTexts(item, items[index]));
  }
  const fields = isObject(other) ? other : {};
  return Object.entries(value).flatMap(([key, field]) => changedTexts(field, fields[key]));
}
