// For tests: the objects beside the rows of a kit, read from their files, with the parameters of a region in them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartValue } from '@sovereign-fleet/domain';
import { parseAllDocuments } from 'yaml';
import { parameterOf, type SaidRegion, stateOf, textOf } from './said-values';

/** The objects of the slots that are on in a region. `slots` is the folder of the rows. */
export function objectsOf(slots: string, from: SaidRegion): readonly object[] {
  return from.kit.slots
    .filter((slot) => stateOf(slot, from) === 'on')
    .flatMap(({ number, name }) => documentsIn(join(slots, `${number}-${name.slice(3)}`)))
    .map((document) => fillIn(document, from) as object); // an object stays one
}

function documentsIn(folder: string): readonly unknown[] {
  const files = readdirSync(join(folder, '..')).includes(folder.split('/').at(-1) ?? '') ? readdirSync(folder) : [];
  return files
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((one) => one.toJS() as unknown));
}

function fillIn(value: unknown, from: SaidRegion): unknown {
  if (typeof value === 'string') return fillInText(value, from);
  if (Array.isArray(value)) return value.map((item: unknown) => fillIn(item, from));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, fillIn(item, from)]));
}

function fillInText(text: string, from: SaidRegion): ChartValue {
  const [, alone] = /^\$\{(\w+)\}$/.exec(text) ?? [];
  if (alone !== undefined) return parameterOf(alone, from);
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => textOf(parameterOf(name, from)));
}
