import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { readDocuments } from '../objects/documents';
import { plainText, type SecretValue } from './secret-texts';

/** What kustomize's `replacements` take out of a value: the part at an index between delimiters. */
export interface SecretCut {
  /** The path of the field in its object, as in `SecretValue`. */
  readonly path: string;
  readonly delimiter: string;
  readonly index: number;
}

/** The cuts that a document of a tree asks for: a kustomization, a file of replacements, or a transformer in a text. */
export function cutsIn(value: Json): readonly SecretCut[] {
  if (typeof value === 'string') return mayHoldCuts(value) ? cutsInText(value) : [];
  if (isJsonList(value)) return value.flatMap(cutsIn);
  if (!isJsonMap(value)) return [];
  const { source } = value;
  return [...(isJsonMap(source) ? cutOfSource(source) : []), ...Object.values(value).flatMap(cutsIn)];
}

/** Whether a text may ask for any. */
export function mayHoldCuts(text: string): boolean {
  return /\bdelimiter["']?[ \t]*:/.test(text);
}

/** The parts of values that cuts take (kustomize: api/filters/replacement, getRefinedValue). */
export function textsOfCuts(cuts: readonly SecretCut[], values: readonly SecretValue[]): readonly string[] {
  return cuts.flatMap(({ path, delimiter, index }) => {
    const cut = values.flatMap((value) => textsAt(value, path));
    return cut.map((text) => text.split(delimiter)[index]?.trim() ?? '').filter((text) => text !== '');
  });
}

/** A value stands in `data` by the time that it is applied, wherever it stood when kustomize took it. */
function textsAt(value: SecretValue, path: string): readonly string[] {
  if (value.path === path) return [value.text];
  return value.path === path.replace(/^stringData\./, 'data.') ? [plainText(value)] : [];
}

function cutsInText(text: string): readonly SecretCut[] {
  const documents = readDocuments(text);
  return documents.ok ? documents.value.filter((one) => typeof one !== 'string').flatMap(cutsIn) : [];
}

function cutOfSource({ kind, fieldPath, options }: JsonMap): readonly SecretCut[] {
  if (kind !== undefined && kind !== '' && kind !== 'Secret') return [];
  if (typeof fieldPath !== 'string' || !isJsonMap(options)) return [];
  const { delimiter, index } = options;
  if (typeof delimiter !== 'string' || delimiter === '') return [];
  return [{ path: fieldPath.replace(/[\\[\]]/g, ''), delimiter, index: typeof index === 'number' ? index : 0 }];
}
