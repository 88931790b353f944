import type typescript from 'typescript';
import { requireCached } from '../code/compile-cache';

let loaded: typeof typescript | undefined;

/**
 * TypeScript, loaded when it is first asked for: that takes a fifth of a second, and what most commands would ask of it
 * is kept (kept-by-text.ts). ts-morph wraps another copy, which takes longer. Its types are imported from itself.
 */
export const ts = new Proxy({} as typeof typescript, {
  get: (_, name) => Reflect.get((loaded ??= requireCached('typescript') as typeof typescript), name) as unknown,
});
