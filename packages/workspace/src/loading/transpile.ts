import type typescript from 'typescript';
import { keptByText } from '../code/kept-by-text';
import { ts } from './typescript';

/** A file of TypeScript as CommonJS. */
export interface Transpiled {
  readonly text: string;
  /** A source map, as JSON. */
  readonly map: string;
  /** What it imports: a text or a comment may say `require`, too. */
  readonly imports: readonly string[];
}

/** A text that was compiled before is kept. Throws a SyntaxError that names the place, as `[path:line:column]`. */
export function transpile(path: string, source: string): Transpiled {
  return keptByText(['transpiled', source], () => compile(path, source));
}

function compile(path: string, source: string): Transpiled {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    esModuleInterop: true,
    sourceMap: true,
  };
  const options = { compilerOptions, fileName: path, reportDiagnostics: true };
  const { outputText, sourceMapText = '', diagnostics = [] } = ts.transpileModule(source, options);
  const [first] = diagnostics;
  if (first !== undefined) throw new SyntaxError(sentenceOf(first, path));
  const imports = ts.preProcessFile(source, true, false).importedFiles.map(({ fileName }) => fileName);
  return { text: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map: sourceMapText, imports };
}

function sentenceOf({ messageText, file, start = 0 }: typescript.Diagnostic, path: string): string {
  const words = ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\.$/, '');
  const { line, character } = file?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
  return `${words}\n[${path}:${line + 1}:${character + 1}]`;
}
