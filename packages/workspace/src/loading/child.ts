// What spec-process.ts starts, as text: it has no file, no environment and no network, and reads its work from standard
// input. It gives a line for each file that it begins and one for what came of it.
import { readFileSync, writeSync } from 'node:fs';
import { createContext, type Context, Script } from 'node:vm';
import type * as Realm from './realm';

interface Work {
  /** The texts of realm.ts and of what it imports. */
  readonly realm: string;
  readonly writer: string;
  readonly modules: readonly {
    readonly path: string;
    readonly text: string;
    /** JSON. */
    readonly needs: string;
  }[];
  readonly files: readonly string[];
  /** Files that did not end before. */
  readonly stopped: readonly string[];
  /** How long one file may take. */
  readonly seconds: number;
  /** After which no other file is begun: whoever started this counts on its end. */
  readonly secondsInAll: number;
}

/** What realm.ts exports. Its functions are called with text alone, and with functions of the realm itself. */
type Loader = Pick<typeof Realm, 'define' | 'load' | 'runningFile' | 'stop'>;

function work({ realm, writer, modules, files, stopped, seconds, secondsInAll }: Work): void {
  const start = process.hrtime.bigint();
  const code = { strings: false, wasm: false };
  const context = createContext(Object.create(null) as Context, { codeGeneration: code });
  const run = (text: string, filename: string): unknown => new Script(text, { filename }).runInContext(context);
  // No name of it is one that files see.
  const asModule = (text: string, needed = '{}') =>
    `(() => { 'use strict'; const exports = {}; const require = () => ${needed};
${text}
return exports; })()`;
  const loader = run(asModule(realm, asModule(writer)), 'loader') as Loader;
  for (const { path, text, needs } of modules) {
    loader.define(
      path,
      needs,
      factoryOf(text, (whole) => run(whole, path)),
    );
  }
  stopped.forEach(loader.stop);
  for (const file of files) {
    if (Number(process.hrtime.bigint() - start) > secondsInAll * 1e9) return;
    tell('begun', file);
    const outcome = withTimeLimit(() => loader.load(file), seconds);
    if (outcome === undefined) {
      tell('endless', loader.runningFile() || file); // or a getter of what it exports
      return;
    }
    tell('ended', outcome);
  }
}

type Factory = Parameters<Loader['define']>[2];

/** What is no CommonJS, as an `await` outside of any function, throws when it is loaded. */
function factoryOf(text: string, run: (text: string) => unknown): Factory {
  try {
    return run(`(function (exports, require, module) { ${text}\n})`) as Factory;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'it cannot be read';
    return run(`(function () { throw new SyntaxError(${JSON.stringify(message)}); })`) as Factory;
  }
}

/** V8 stops what a script has begun, past every `catch` and `finally`: so one in a context of its own calls us. */
const script = new Script('run()');

/** Undefined where it had not ended after so many seconds. */
function withTimeLimit(load: () => string, seconds: number): string | undefined {
  let outcome: string | undefined;
  const run = (): void => {
    outcome = load();
  };
  try {
    script.runInContext(createContext({ run }), { timeout: seconds * 1000 });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  return outcome;
}

/** The error comes from the other context, which has an `Error` of its own: `instanceof` does not know it. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

/** A name may have any character; an outcome is JSON already. */
function tell(what: string, text: string): void {
  const line = Buffer.from(`${what} ${what === 'ended' ? text : JSON.stringify(text)}\n`);
  for (let at = 0; at < line.length;) at += writeSync(1, line, at);
}

work(JSON.parse(readFileSync(0, 'utf8')) as Work); // written by spec-process.ts
process.exit(0); // nothing that a file put off is done
