import type { ReadValues } from '../contract/ports';

// What follows says which value it is. `.Values` as a whole may be read for any of them.
const reading = /(?:\b(?:index|get|hasKey)\s+\(?[$\w]*)?\.Values\b(?:\s+(?:"([^"]*)"|`([^`]*)`)|\)?\.([A-Za-z_]\w*))?/g;

/** What a text reads of the values. It may be a template, or values, which a chart may use as a template. */
export function valuesReadIn(text: string): ReadValues {
  const found = [...text.matchAll(reading)].map(([, quoted, raw, field]) => quoted ?? raw ?? field);
  return { names: found.filter((name) => name !== undefined), others: found.includes(undefined) };
}
