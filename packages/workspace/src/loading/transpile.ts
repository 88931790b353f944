import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFileSync } from '@sovereign-fleet/renderer/whole-file';
import ts from 'typescript';
import { cacheFolderIn } from '../code/cache-folder';
import { workspaceOfCode } from '../code/installed';

/** A file of TypeScript as CommonJS. */
export interface Transpiled {
  readonly text: string;
  /** A source map, as JSON. */
  readonly map: string;
}

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
  sourceMap: true,
};

const compiler = `${ts.version} ${JSON.stringify(compilerOptions)}`;

/** Texts that were compiled in this process or are kept, by a hash of what they were compiled from. */
const known = new Map<string, Transpiled>();

/** Throws a SyntaxError that names the place, as `[path:line:column]`. */
export function transpile(path: string, source: string): Transpiled {
  const hash = createHash('sha256').update(`${compiler}\0${source}`).digest('hex');
  const found = known.get(hash) ?? readKept(hash) ?? keep(hash, compile(path, source));
  known.set(hash, found);
  return found;
}

function compile(path: string, source: string): Transpiled {
  const options = { compilerOptions, fileName: path, reportDiagnostics: true };
  const { outputText, sourceMapText = '', diagnostics = [] } = ts.transpileModule(source, options);
  const [first] = diagnostics;
  if (first !== undefined) throw new SyntaxError(sentenceOf(first, path));
  return { text: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map: sourceMapText };
}

function sentenceOf({ messageText, file, start = 0 }: ts.Diagnostic, path: string): string {
  const words = ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\.$/, '');
  const { line, character } = file?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
  return `${words}\n[${path}:${line + 1}:${character + 1}]`;
}

function fileOf(hash: string): string {
  return join(cacheFolderIn(workspaceOfCode()), 'compiled', `${hash}.json`);
}

/** What cannot be read is compiled again. */
function readKept(hash: string): Transpiled | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(hash), 'utf8')) as Transpiled; // our own text
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written costs time alone. */
function keep(hash: string, transpiled: Transpiled): Transpiled {
  try {
    writePrivateFileSync(fileOf(hash), JSON.stringify(transpiled));
  } catch {
    // nothing is lost
  }
  return transpiled;
}
