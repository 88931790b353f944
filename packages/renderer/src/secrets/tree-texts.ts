import { readDocuments } from '../objects/documents';
import { keepByText } from '../objects/keep-by-text';
import { type IsHidden, openWords, hidingRule } from './open-words';
import type { Files } from '../contract/ports';
import { addAll, isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { hasManifest, secretTexts, textsIn } from './secret-texts';

/** What a tree tells about what has to be hidden. */
export interface TreeTexts {
  /**
   * What the Secrets in its files hold, applied or not: a failing tool may quote them. Includes the literals of
   * kustomize's secretGenerator, which become Secrets later.
   */
  readonly secrets: readonly string[];
  readonly isHidden: IsHidden;
}

/** Reads a tree file by file. Waits between two files, so that programs that run meanwhile are served. */
export async function treeTexts(files: Files): Promise<TreeTexts> {
  const secrets: string[] = [];
  const words: string[] = [];
  for (const text of files.values()) {
    await new Promise(setImmediate);
    const found = textsOfFile(text);
    addAll(secrets, found.secrets);
    words.push(found.words);
  }
  return { secrets, isHidden: hidingRule(words.join('\n')) };
}

interface FileTexts {
  readonly secrets: readonly string[];
  /** Its open words, one a line. */
  readonly words: string;
}

/** Sovereigns have most files alike. */
const textsOfFile = keepByText(
  (text): FileTexts => {
    const documents = readDocuments(text);
    if (!documents.ok) return { secrets: [], words: '' };
    const mayHold = hasManifest(text) || /secretGenerator/i.test(text);
    return {
      secrets: mayHold ? documents.value.flatMap(secretsIn) : [],
      words: documents.value.flatMap(openWords).join('\n'),
    };
  },
  4 * 1024 * 1024,
);

function secretsIn(document: Json): readonly string[] {
  return [...secretTexts(document), ...literalsIn(document)];
}

function literalsIn(document: Json): readonly string[] {
  if (!isJsonMap(document)) return [];
  const generators = Object.entries(document).filter(([key]) => /^secretGenerator$/i.test(key));
  return generators.flatMap(([, list]) => itemsOf(list)).flatMap(literalsOfGenerator);
}

/** A literal is `key=value`, with or without quotes (kustomize: api/kv). */
function literalsOfGenerator(generator: Json): readonly string[] {
  if (!isJsonMap(generator)) return [];
  const literals = itemsOf(generator['literals']);
  return literals.flatMap((one) => (typeof one === 'string' ? textsIn(one.replace(/^[^=]*=/, '')) : []));
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return isJsonList(value) ? value : [];
}
