// For tests: the tables of eslint.layers.mjs.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface LayerTables {
  /** What each package may import of ours. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
  /** The rooms of each package, by its folder. */
  readonly rooms: Readonly<Record<string, readonly string[]>>;
}

export function readLayerTables(): LayerTables {
  const printed = execFileSync(process.execPath, [join(__dirname, 'print-layers.mjs')], { encoding: 'utf8' });
  return JSON.parse(printed) as LayerTables; // as print-layers.mjs printed it
}
