import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import { register } from '@swc-node/register/register';
import { ModuleKind, ScriptTarget } from 'typescript';

/** What was in the process before the first module was loaded here: code of ours, which stays. */
let before: ReadonlySet<string> | undefined;

/** What a module exports, by its path: the only way to load a TypeScript file late (eslint.layers.mjs). */
type Load = (file: string) => Readonly<Record<string, unknown>>;

/** Loads one module of ours; throws what it throws. */
export function loadTypeScript(file: string): ReturnType<Load> {
  return withLoader((load) => load(file));
}

/**
 * Lets `work` load TypeScript modules synchronously, with a hook of our own, so that it does not matter which hooks Nx
 * has put into this process or taken out. A module that ends the process throws, so that no command succeeds by what
 * it did not do. What is stopped within `work` leaves no hook behind.
 */
export function withLoader<T>(work: (load: Load) => T): T {
  before ??= new Set(Object.keys(require.cache));
  const unhook = hookTypeScript();
  const exit = process.exit.bind(process);
  process.exit = () => {
    throw new Error('it calls process.exit');
  };
  try {
    // A CommonJS module that exports an object; what is in it is parsed by the caller.
    return work((file) => createRequire(file)(file) as Readonly<Record<string, unknown>>);
  } finally {
    process.exit = exit;
    unhook();
  }
}

const extensions = ['.ts', '.tsx', '.mts', '.cts'];

/**
 * Puts the one hook in that compiles TypeScript, in place of any that is there: two of them would compile one after the
 * other, and the lines in errors would be those of the first one's output. Gives what takes it out again.
 */
function hookTypeScript(): () => void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way, and that of all TypeScript hooks of Node
  const handlers = require.extensions;
  const others = extensions.map((extension) => [extension, handlers[extension]] as const);
  for (const extension of extensions) handlers[extension] = compileAsItIs;
  const options = { target: ScriptTarget.ES2022, module: ModuleKind.CommonJS, esModuleInterop: true, sourceMap: true };
  const revert = register(options);
  return () => {
    revert();
    for (const [extension, handler] of others) {
      if (handler === undefined) Reflect.deleteProperty(handlers, extension);
      else handlers[extension] = handler;
    }
  };
}

/** What is under a hook: the text, which the hook changes before it is compiled. */
function compileAsItIs(module: NodeJS.Module, file: string): void {
  (module as unknown as Compiled)._compile(readFileSync(file, 'utf8'), file); // Node's types leave it out
}

interface Compiled {
  readonly _compile: (text: string, file: string) => void;
}

/**
 * Forgets every module that was loaded here, but those of npm, so that the next call reads the files as they are now. A
 * process may outlive an edit: Nx's daemon runs sync generators.
 */
export function forgetLoaded(): void {
  if (before === undefined) return;
  for (const path of Object.keys(require.cache)) {
    if (!before.has(path) && !path.includes('/node_modules/')) forgetModule(path);
  }
}

/**
 * Forgets every module that was stopped while it was loaded, so that nobody gets half of it. Gives the file that ran,
 * by path from the root: the last one that was begun.
 */
export function forgetUnfinished(root: string): string | undefined {
  const unfinished = Object.keys(require.cache).filter((path) => {
    return before?.has(path) !== true && require.cache[path]?.loaded === false;
  });
  unfinished.forEach(forgetModule);
  const running = unfinished.map((path) => relative(realpathSync(root), path)).filter((path) => !path.startsWith('..'));
  return running.at(-1)?.split(sep).join('/');
}

/** Takes a module out of Node's cache. */
export function forgetModule(path: string): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- Node's cache of modules is a record by path
  delete require.cache[path];
}
