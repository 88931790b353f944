import { performance } from 'node:perf_hooks';
import ts from 'typescript';

/** What a child process prints about the types of specs. */
export interface TypesMeasurement {
  /** User and system time of a program with all specs, checked, in milliseconds. */
  readonly cpu: number;
  readonly errors: number;
  /** Wall time of the first completion in a spec, once an editor has loaded the files that it needs. */
  readonly completion: number;
  readonly completions: number;
}

/** Checks the specs below a root, and completes at a place in one of them, as an editor does. */
function measure(config: string, spec: string, before: string): TypesMeasurement {
  const { fileNames, options } =
    ts.getParsedCommandLineOfConfigFile(config, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail }) ?? fail();
  const start = process.cpuUsage();
  const program = ts.createProgram(fileNames, options);
  const errors = ts.getPreEmitDiagnostics(program).length;
  const { user, system } = process.cpuUsage(start);
  const service = ts.createLanguageService(hostOf([spec], options));
  service.getSyntacticDiagnostics(spec); // the files are read
  const position = (ts.sys.readFile(spec) ?? '').indexOf(before);
  const begin = performance.now();
  const found = service.getCompletionsAtPosition(spec, position, {});
  return {
    cpu: (user + system) / 1000,
    errors,
    completion: performance.now() - begin,
    completions: found?.entries.length ?? 0,
  };
}

function fail(): never {
  throw new Error('the configuration of TypeScript cannot be read');
}

function hostOf(files: readonly string[], options: ts.CompilerOptions): ts.LanguageServiceHost {
  return {
    getScriptFileNames: () => [...files],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => process.cwd(),
    getCompilationSettings: () => options,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: (file) => ts.sys.readFile(file),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
    getDirectories: (folder) => ts.sys.getDirectories(folder),
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
  };
}

// `types-rows.ts` passes these arguments.
const [, , config = '', spec = '', before = ''] = process.argv;
process.stdout.write(JSON.stringify(measure(config, spec, before)));
