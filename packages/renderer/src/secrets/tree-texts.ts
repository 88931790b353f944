import { readDocuments } from '../objects/documents';
import { keepByText } from '../objects/keep-by-text';
import { type IsHidden, openWords, hidingRule } from './open-words';
import type { Files } from '../contract/ports';
import { addAll, isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { base64 } from './base64';
import { cutsIn, mayHoldCuts, type SecretCut } from './secret-cuts';
import { hasManifest, type SecretValue, secretValues, textsIn, textsOfValue } from './secret-texts';

/** What a tree tells about what has to be hidden. */
export interface TreeTexts {
  /**
   * What the Secrets in its files hold, applied or not: a failing tool may quote them. Includes the literals of
   * kustomize's secretGenerator, which become Secrets later.
   */
  readonly secrets: readonly string[];
  /** The values themselves, and what its kustomizations cut out of values. */
  readonly values: readonly SecretValue[];
  readonly cuts: readonly SecretCut[];
  readonly isHidden: IsHidden;
}

/** Reads a tree file by file. Waits between two files, so that programs that run meanwhile are served. */
export async function treeTexts(files: Files): Promise<TreeTexts> {
  const secrets: string[] = [];
  const values: SecretValue[] = [];
  const cuts: SecretCut[] = [];
  const words: string[] = [];
  for (const text of files.values()) {
    await new Promise(setImmediate);
    const found = textsOfFile(text);
    addAll(secrets, found.secrets);
    addAll(values, found.values);
    addAll(cuts, found.cuts);
    words.push(found.words);
  }
  return { secrets, values, cuts, isHidden: hidingRule(words.join('\n')) };
}

interface FileTexts extends Omit<TreeTexts, 'isHidden'> {
  /** Its open words, one a line. */
  readonly words: string;
}

/** Sovereigns have most files alike. */
const textsOfFile = keepByText(
  (text): FileTexts => {
    const documents = readDocuments(text);
    if (!documents.ok) return { secrets: [], values: [], cuts: [], words: '' };
    const mayHold = hasManifest(text) || /secretGenerator/i.test(text);
    const found = mayHold ? documents.value.map(secretsIn) : [];
    return {
      secrets: found.flatMap(({ secrets }) => secrets),
      values: found.flatMap(({ values }) => values),
      cuts: mayHoldCuts(text) ? documents.value.flatMap(cutsIn) : [],
      words: documents.value.flatMap(openWords).join('\n'),
    };
  },
  4 * 1024 * 1024,
);

function secretsIn(document: Json): Pick<TreeTexts, 'secrets' | 'values'> {
  const values = secretValues(document);
  const literals = literalsIn(document);
  return {
    secrets: [...values.flatMap(textsOfValue), ...literals.flatMap(({ text }) => textsIn(text))],
    values: [...values, ...literals.map(({ path, text }) => ({ path, text: base64(text) }))],
  };
}

/** As values of the Secret that will be made, in the clear. */
function literalsIn(document: Json): readonly SecretValue[] {
  if (!isJsonMap(document)) return [];
  const generators = Object.entries(document).filter(([key]) => /^secretGenerator$/i.test(key));
  return generators.flatMap(([, list]) => itemsOf(list)).flatMap(literalsOfGenerator);
}

/** A literal is `key=value`, with or without quotes (kustomize: api/kv). */
function literalsOfGenerator(generator: Json): readonly SecretValue[] {
  if (!isJsonMap(generator)) return [];
  const literals = itemsOf(generator['literals']).filter((one) => typeof one === 'string');
  return literals.map((one) => ({ path: `data.${one.split('=', 1).join('')}`, text: valueOf(one) }));
}

function valueOf(literal: string): string {
  return literal.replace(/^[^=]*=/, '').replace(/^(["'])(.*)\1$/s, '$2');
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return isJsonList(value) ? value : [];
}
