import { groupOf, isJsonMap } from '@sovereign-fleet/domain';
import { kustomizationFileNames } from '@sovereign-fleet/flux';
import type { Files } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { readDocuments } from '../objects/documents';
import { keepByText } from '../objects/keep-by-text';
import { mapTexts } from '../objects/map-json';

/** A build without the texts that kustomize only carries from its input to its output. */
export interface CarriedBuild {
  /** With a name in place of each text. Builds that differ in such texts alone have the same. */
  readonly inputs: Files;
  /** Puts the texts back into what the build makes. */
  readonly restore: (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];
}

/**
 * Takes the texts out of a build that does nothing but list `resources`: kustomize compares and changes there only
 * what is outside of `spec` and `data` (kustomize 5.8: api/internal/target and the table of name references, which
 * knows no kind of `carryingKinds`). Undefined for any other build.
 */
export function withoutCarriedTexts(inputs: Files): CarriedBuild | undefined {
  const texts: string[] = [];
  const named = new Map<string, string>();
  for (const [path, text] of inputs) {
    if (text.includes(tokenStart)) return undefined;
    const isKustomization = kustomizationFileNames.some((name) => path === name || path.endsWith(`/${name}`));
    if (isKustomization && !listsResourcesAlone(text)) return undefined;
    named.set(path, isKustomization ? text : nameTexts(text, texts));
  }
  if (texts.length === 0 || ![...named.values()].every(holdsWholeTokens)) return undefined;
  const restoreText = (text: string) => texts[indexOfToken(text)] ?? text;
  const restore = (object: KubernetesObject) => mapTexts(object, restoreText) as KubernetesObject; // only texts changed
  return { inputs: named, restore: (objects) => objects.map(restore) };
}

const tokenStart = 'carried-text-';
const token = /^carried-text-(\d+)$/;

function indexOfToken(text: string): number {
  return text.startsWith(tokenStart) ? Number(token.exec(text)?.[1] ?? NaN) : NaN;
}

/** We wrote every kustomization.yaml of a build, as JSON (kustomization-inputs.ts); a resource may be called so too. */
function listsResourcesAlone(text: string): boolean {
  try {
    const fields = Object.keys(JSON.parse(text) as object); // of null there are none, and it throws
    return fields.every((field) => ['apiVersion', 'kind', 'resources'].includes(field));
  } catch {
    return false;
  }
}

/** Kinds whose `spec` or `data` kustomize reads nothing of, with the field. */
const carryingKinds: ReadonlyMap<string, string> = new Map([
  ['kustomize.toolkit.fluxcd.io Kustomization', 'spec'],
  ['notification.toolkit.fluxcd.io Alert', 'spec'],
  ['notification.toolkit.fluxcd.io Provider', 'spec'],
  ['source.toolkit.fluxcd.io GitRepository', 'spec'],
  ['source.toolkit.fluxcd.io OCIRepository', 'spec'],
  [' ConfigMap', 'data'],
]);

/** A line with a text alone, whose value is beyond doubt in every YAML: a plain word, or JSON without codes. */
const textLine = new RegExp(
  [
    /^( +(?:- [A-Za-z_][\w.-]*: |[A-Za-z_][\w.-]*: |- ))/, // what is before it: a key, a dash or both
    /((?:\.\/|[A-Za-z]\w*[./-])[\w./-]*\w|"(?:[ !#-[\]-~]|\\["\\])*")$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

/** Gives each text of a file a name, where lines say that it stands in a field that is carried. */
function nameTexts(text: string, texts: string[]): string {
  const documents = text.split(/^(?=---\n)/m).map((document) => {
    const field = carryingKinds.get(kindOf(document));
    if (field === undefined) return document;
    let isInside = false;
    const lines = document.split('\n').map((line) => {
      if (/^[^ ]/.test(line)) isInside = line === `${field}:`;
      const [, start, value] = (isInside ? textLine.exec(line) : null) ?? [];
      if (start === undefined || value === undefined) return line;
      texts.push(value.startsWith('"') ? (JSON.parse(value) as string) : value);
      return `${start}${tokenStart}${texts.length - 1}`;
    });
    return lines.join('\n');
  });
  return documents.join('');
}

function kindOf(document: string): string {
  const apiVersion = /^apiVersion: ([a-z0-9./]+)$/m.exec(document)?.[1] ?? '';
  return `${groupOf(apiVersion)} ${/^kind: (\w+)$/m.exec(document)?.[1] ?? ''}`;
}

/**
 * Whether YAML agrees with the lines: each name is the whole of a value in a field that is carried. It is not where
 * the line is a part of a longer text.
 */
const holdsWholeTokens = keepByText((text: string): boolean => {
  const documents = readDocuments(text);
  if (!documents.ok) return false;
  let found = 0;
  const count = (one: string) => {
    if (indexOfToken(one) >= 0) found += 1;
    return one;
  };
  for (const document of documents.value) {
    if (!isJsonMap(document)) continue;
    const { apiVersion, kind } = document;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') continue;
    const field = carryingKinds.get(`${groupOf(apiVersion)} ${kind}`);
    if (field !== undefined) mapTexts(document[field] ?? null, count);
  }
  return found === text.split(tokenStart).length - 1;
}, 1024 * 1024);
