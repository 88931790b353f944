import type { Part } from './run-parts';

const cache = 'node_modules/.cache';

/** The scripts `check:*` of package.json that the fast gate runs, each with the options of its program's cache. */
const cacheOptions: Readonly<Record<string, readonly string[]>> = {
  lint: ['--cache', '--cache-strategy=content', `--cache-location=${cache}/eslint/`],
  types: ['--incremental', '--tsBuildInfoFile', `${cache}/types.tsbuildinfo`],
  format: ['--cache', `--cache-location=${cache}/format`],
  unused: ['--cache', `--cache-location=${cache}/knip/`],
};

const units = ['run-many', '--targets=unit', '--parallel=2', '--output-style=static'];

/**
 * The fast gate: all that needs no program, server or network. ESLint's cache knows a file by its content alone, so it
 * does not see a type that changed in another file; `npm run check:lint` does, and runs before a change lands.
 */
export const parts: readonly Part[] = [
  { name: 'unit tests', command: ['node_modules/.bin/nx', ...units] },
  ...Object.entries(cacheOptions).map(([name, options]) => checkPart(name, options)),
  { name: 'house', command: ['npm', 'run', '--silent', 'house'] },
];

function checkPart(name: string, options: readonly string[]): Part {
  return { name, command: ['npm', 'run', '--silent', `check:${name}`, '--', ...options] };
}
