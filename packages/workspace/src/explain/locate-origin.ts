import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Origin } from '@sovereign-fleet/compiler';
import { type BootstrapKit, keysOf } from '@sovereign-fleet/domain';
import { readText } from '../loading/typescript-source';
import { type FieldPath, lineOfDeclaration, lineOfExport, lineOfRow } from './literal-line';

/** A file, and the line of a value where it is a literal there. */
export interface Located {
  readonly file: string;
  readonly line: number | undefined;
}

/** Where a person reads what a layer says. A row is in any file of its kit, or of its Sovereign. */
export function locateOrigin(
  root: string,
  { layer, file, field }: Pick<Origin, 'layer' | 'file' | 'field'>,
  kit: BootstrapKit,
): Located {
  const path = keysOf(field);
  const lineIn = (one: string, read: ReadLine) => read(one, readText(root, one) ?? '', path);
  if (layer !== 'kit' && layer !== 'own')
    return { file: file ?? kit.source, line: lineIn(file ?? kit.source, lineOfExport) };
  const read = layer === 'own' || file === undefined ? lineOfRow : lineOfDeclaration;
  const home = layer === 'own' && file !== undefined ? file : kit.source;
  for (const one of filesOf(root, dirname(home))) {
    const line = lineIn(one, read);
    if (line !== undefined) return { file: one, line };
  }
  return { file: home, line: undefined };
}

type ReadLine = (file: string, text: string, path: FieldPath) => number | undefined;

function filesOf(root: string, folder: string): readonly string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
}
