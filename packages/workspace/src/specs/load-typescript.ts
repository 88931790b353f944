import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { register } from '@swc-node/register/register';
import { ModuleKind, ScriptTarget } from 'typescript';

/**
 * What a module of ours exports, by its path; throws what it throws. The hook is our own, so that it does not matter
 * which hooks Nx has put into this process or taken out. What people wrote is never loaded here (load-defaults.ts).
 */
export function loadTypeScript(file: string): unknown {
  const unhook = hookTypeScript();
  try {
    return createRequire(file)(file);
  } finally {
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

/** Takes a module out of Node's cache. */
export function forgetModule(path: string): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- Node's cache of modules is a record by path
  delete require.cache[path];
}
