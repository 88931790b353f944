import { decodeBase64, printJson } from '@sovereign-fleet/go-text';
import { readDocuments } from '../objects/documents';
import { isJsonList, isJsonMap, isSopsValue, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { unsteadyText } from '../contract/unsteady';
import { isPlaceholder, isSecretLike, isValueField } from './secret-kind';

/** A value of a Secret. */
export interface SecretValue {
  /** Where it stands in the Secret: `stringData.password`. */
  readonly path: string;
  /** As it stands there: in `data` it is base64. */
  readonly text: string;
}

/**
 * What the Secrets in a value hold: the value may be a Secret, have one in a HelmRelease's values or a template, or
 * have one as YAML in a text.
 */
export function secretValues(value: Json | undefined): readonly SecretValue[] {
  if (typeof value === 'string') return valuesInText(value);
  if (isJsonList(value)) return value.flatMap(secretValues);
  if (!isJsonMap(value)) return [];
  return isSecretLike(value) ? valuesOfSecret(value) : Object.values(value).flatMap(secretValues);
}

/** The texts of a value. What SOPS encrypted does not count as secret. */
export function textsOfValue(value: SecretValue): readonly string[] {
  return textsIn(plainText(value));
}

/** What a value says: in `data` what its base64 does. */
export function plainText({ path, text }: SecretValue): string {
  return path.startsWith('data.') ? decodeData(text) : text;
}

const manifest = /\bkind["']?[ \t]*:[ \t]*["']?Secret\b/;

/** Whether a text has a Secret in it, as YAML or JSON. */
export function hasManifest(text: string): boolean {
  return manifest.test(text);
}

function valuesInText(text: string): readonly SecretValue[] {
  if (!hasManifest(text)) return [];
  const documents = readDocuments(text);
  // A document that is only a text would be read again and again.
  return documents.ok ? documents.value.filter((one) => typeof one !== 'string').flatMap(secretValues) : [];
}

function valuesOfSecret(secret: JsonMap): readonly SecretValue[] {
  const fields = Object.entries(secret).filter(([field]) => isValueField(field));
  return fields.flatMap(([field, values]) => {
    if (!isJsonList(values) && !isJsonMap(values)) return [{ path: field, text: String(values ?? '') }];
    return Object.entries<Json>(values).map(([key, value]) => {
      return { path: `${field}.${key}`, text: typeof value === 'string' ? value : printJson(value) };
    });
  });
}

/** Data that is not text stays in base64. */
function decodeData(packed: string): string {
  const text = decodeBase64(packed);
  return text === undefined || text.includes('\uFFFD') ? packed : text;
}

/** A value of a Secret and what programs read out of it: the scalars of YAML or JSON, else its lines. */
export function textsIn(value: string, levels = mostWithin): readonly string[] {
  const text = value.trim();
  if (isSopsValue(text) || isPlaceholder(text) || text === unsteadyText) return [];
  return [text, ...partsOf(text, levels)].filter((part) => part !== '');
}

/** A value of a value may be JSON or a PEM again, as a file of credentials has it. */
const mostWithin = 4;

function partsOf(text: string, levels: number): readonly string[] {
  const documents = readDocuments(text);
  const maps = documents.ok ? documents.value.filter((one) => typeof one === 'object') : [];
  if (maps.length > 0) {
    const scalars = maps.flatMap(scalarsIn);
    return levels === 0 ? scalars : scalars.flatMap((one) => textsIn(one, levels - 1));
  }
  if (!text.includes('\n')) return textInQuotes(text);
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line.length >= shortestLine && !line.startsWith('-----')); // as around each PEM
}

const shortestLine = 8;

/** The text within quotes: `--set` and the shell remove them. */
function textInQuotes(text: string): readonly string[] {
  const [, , inner] = /^(["'])(.+)\1$/.exec(text) ?? [];
  return inner === undefined ? [] : [inner];
}

/** Every text and number in a value. Keys are names, and not secret. */
export function scalarsIn(value: Json | undefined): readonly string[] {
  if (isJsonList(value)) return value.flatMap(scalarsIn);
  if (isJsonMap(value)) return Object.values(value).flatMap(scalarsIn);
  return value === undefined || value === null || typeof value === 'boolean' ? [] : [String(value)];
}
