import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspaceRoot } from '../workspace';
import { type FileMeasures, isBareParticiple, measureFile } from './file-measures';
import { circlesIn, depthOf, type ImportGraph, readImportGraph } from './import-graph';

/** One line of what `npm run house` prints. */
interface Row {
  readonly files: number;
  /** Of the fullest folder. */
  readonly 'files in a folder': number;
  readonly depth: number;
  readonly circles: number;
  readonly 'by path': number;
  readonly participles: number;
  readonly 'prettier-ignore': number;
  readonly 'spread literals': number;
  readonly 'long lines': number;
  readonly 'longest file': number;
  readonly 'longest function': number;
}

/** The folder whose files are rows of data. */
const rows = '/src/rules';

function rowOf(folder: string): Row {
  const graph = readImportGraph(workspaceRoot, folder);
  const files = [...graph.imports.keys()];
  const measures = files.map((file) => measureFile(file, readFileSync(join(workspaceRoot, folder, file), 'utf8')));
  const functions = measures.flatMap((one) => one.functions);
  const sum = (of: (one: FileMeasures) => number) => measures.reduce((total, one) => total + of(one), 0);
  return {
    files: files.length,
    'files in a folder': fullest(graph),
    depth: depthOf(graph),
    circles: circlesIn(graph).length,
    'by path': graph.outside.length,
    participles: functions.filter(({ name }) => isBareParticiple(name)).length,
    'prettier-ignore': sum((one) => one.prettierIgnores),
    'spread literals': sum((one) => one.spreadLiterals),
    'long lines': sum((one) => one.longLines),
    'longest file': Math.max(0, ...measures.map(({ lines }) => lines)),
    'longest function': Math.max(0, ...functions.map(({ lines }) => lines)),
  };
}

function fullest({ package: folder, imports }: ImportGraph): number {
  const counts = new Map<string, number>();
  for (const file of imports.keys()) {
    const room = dirname(file);
    if (!`${folder}/${room}`.endsWith(rows)) counts.set(room, (counts.get(room) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** The folders of all packages, as `package.json` has its workspaces. */
function packageFolders(): readonly string[] {
  const { workspaces } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    readonly workspaces: readonly string[];
  };
  return workspaces.flatMap((pattern) => {
    const [folder = '', rest] = pattern.split('/*');
    return rest === undefined ? [folder] : readdirSync(join(workspaceRoot, folder)).map((name) => `${folder}/${name}`);
  });
}

console.table(Object.fromEntries(packageFolders().map((folder) => [folder, rowOf(folder)])));
