// For tests: what TypeScript says of code that somebody writes into this workspace, and what it offers there.
import { join } from 'node:path';
import ts from 'typescript';
import { workspaceRoot } from '../workspace';

export interface Editor {
  /** What tsc says of the code, the first line of each. */
  readonly diagnosticsOf: (code: string) => readonly string[];
  /** The names that are offered where the code has `‸`. */
  readonly completionsAt: (code: string) => readonly string[];
}

/** An editor with one file, which stands in a folder of the workspace and may import what a file there may. */
export function openEditor(folder: string): Editor {
  const file = join(workspaceRoot, folder, 'probe.ts');
  const { config } = ts.readConfigFile(join(workspaceRoot, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, workspaceRoot);
  let written = { text: '', version: 0 };
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(written.version) : '0'),
    getScriptSnapshot: (name) => {
      const text = name === file ? written.text : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => workspaceRoot,
    getDefaultLibFileName: (all) => ts.getDefaultLibFilePath(all),
    fileExists: (name) => name === file || ts.sys.fileExists(name),
  });
  const write = (text: string) => {
    written = { text, version: written.version + 1 };
  };
  return {
    diagnosticsOf: (code) => {
      write(code);
      const found = service.getSemanticDiagnostics(file);
      return found.map(
        ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n').split('\n').at(-1) ?? '',
      );
    },
    completionsAt: (code) => {
      const position = code.indexOf('‸');
      write(code.replace('‸', ''));
      const { entries = [] } = service.getCompletionsAtPosition(file, position, {}) ?? {};
      return entries.map(({ name }) => name).sort();
    },
  };
}
