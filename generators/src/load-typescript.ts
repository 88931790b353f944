import { createRequire } from 'node:module';
import { register } from '@swc-node/register/register';
import { ModuleKind, ScriptTarget } from 'typescript';

/** What was in the process before the first module was loaded here: code of ours, which stays. */
let before: ReadonlySet<string> | undefined;

/**
 * Loads a TypeScript module synchronously, with a hook of its own, so that it does not matter which hooks Nx has put into
 * this process or taken out; throws what the module throws. A module that ends the process throws as well, so that no
 * command succeeds by what it did not do. This is the only way to load a TypeScript file late (eslint.layers.mjs).
 */
export function loadTypeScript(file: string): Readonly<Record<string, unknown>> {
  before ??= new Set(Object.keys(require.cache));
  const revert = register({ target: ScriptTarget.ES2022, module: ModuleKind.CommonJS, esModuleInterop: true });
  const exit = process.exit.bind(process);
  process.exit = () => {
    throw new Error('it calls process.exit');
  };
  try {
    // A CommonJS module that exports an object; what is in it is parsed by the caller.
    return createRequire(file)(file) as Readonly<Record<string, unknown>>;
  } finally {
    process.exit = exit;
    revert();
  }
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

/** Takes a module out of Node's cache. */
export function forgetModule(path: string): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- Node's cache of modules is a record by path
  delete require.cache[path];
}
