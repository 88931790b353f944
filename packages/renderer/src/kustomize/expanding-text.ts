import type { Files } from '../contract/ports';
import { readDocuments } from '../objects/documents';
import { mapTexts } from '../objects/map-json';
import { readYaml } from '../objects/read-yaml';

export const expandsTooMuch = 'yaml: document contains excessive aliasing';

/**
 * The first file whose aliases stand for far more than its text, or that holds such a text, as a patch that is written
 * out. A reader of Go's refuses it; kustomize has another, which would fill the memory with it.
 */
export function expandingFile(files: Files): string | undefined {
  for (const [path, text] of files) if (isExpanding(text) || holdsExpanding(text)) return path;
  return undefined;
}

function holdsExpanding(text: string): boolean {
  if (!hasAliases(text)) return false;
  const read = readYaml(text, 'v3');
  let isFound = false;
  mapTexts(read.ok ? read.value : null, (one) => {
    isFound ||= one !== text && isExpanding(one);
    return one;
  });
  return isFound;
}

function isExpanding(text: string): boolean {
  if (!hasAliases(text)) return false;
  const read = readDocuments(text);
  return !read.ok && read.reason.includes(expandsTooMuch);
}

function hasAliases(text: string): boolean {
  return /&\S/.test(text) && /\*\S/.test(text);
}
