import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileMeasures, measureSource, measureText } from './file-measures';
import { circlesIn, type ImportGraph, longestChain, readImportGraph } from './import-graph';
import { rowFolders } from './limits';
import { isCode, isScript, isSource, packageFiles } from './package-files';

/** Everything that is measured in one package. */
export interface Survey {
  /** The package's folder, from the root of the repository. */
  readonly package: string;
  readonly files: readonly SurveyedFile[];
  /** How many files of the package each folder holds. Folders of rows and tests are not counted. */
  readonly folderSizes: ReadonlyMap<string, number>;
  readonly chain: readonly string[];
  readonly circles: readonly (readonly string[])[];
  readonly outside: ImportGraph['outside'];
}

interface SurveyedFile extends FileMeasures {
  readonly path: string;
  /** Whether it is a file of the package itself: neither a test, nor a script beside `src/`. */
  readonly isSource: boolean;
  /** Whether it is JavaScript: a configuration, or a script for Node. */
  readonly isScript: boolean;
}

/** Reads and measures a package. */
export function surveyPackage(root: string, folder: string): Survey {
  const paths = packageFiles(root, folder);
  const graph = readImportGraph(join(root, folder), paths);
  const files = paths.map((path) => {
    const text = readFileSync(join(root, folder, path), 'utf8');
    const measures = isCode(path) ? measureSource(path, text) : measureText(text);
    return { path, isSource: isSource(path), isScript: isScript(path), ...measures };
  });
  return {
    package: folder,
    files,
    folderSizes: folderSizes([...graph.imports.keys()]),
    chain: longestChain(graph),
    circles: circlesIn(graph),
    outside: graph.outside,
  };
}

function folderSizes(paths: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const folder of paths.map((path) => dirname(path))) {
    if (!folder.split('/').some((name) => rowFolders.includes(name))) sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
  }
  return sizes;
}
