import type typescript from 'typescript';

let loaded: typeof typescript | undefined;

/**
 * TypeScript, loaded when it is first asked for: that takes a fifth of a second, and what most commands would ask of it
 * is kept (code/kept-by-text.ts). ts-morph wraps another copy, which takes longer. Its types are imported from itself.
 */
export const ts = new Proxy({} as typeof typescript, {
  get: (_, name) => Reflect.get((loaded ??= load()), name) as unknown,
});

function load(): typeof typescript {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, no-restricted-syntax -- nobody here waits
  return require('typescript') as typeof typescript;
}
