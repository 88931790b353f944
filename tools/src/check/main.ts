import { type Part, runParts } from './run-parts';

/**
 * The fast gate: all that needs no program, server or network. ESLint's cache knows a file by its content alone, so it
 * does not see a type that changed in another file; `npm run check:lint` does, and runs before a change lands.
 */
const parts: readonly Part[] = [
  tool('unit tests', 'nx', 'run-many', '--targets=unit', '--parallel=2', '--output-style=static'),
  tool('lint', 'eslint', '.', '--cache', '--cache-strategy=content', ...cacheIn('eslint')),
  tool(
    'types',
    'tsc',
    '-p',
    'tsconfig.json',
    '--incremental',
    '--tsBuildInfoFile',
    'node_modules/.cache/types.tsbuildinfo',
  ),
  tool('format', 'prettier', '--check', '.', '--cache', '--cache-location=node_modules/.cache/format'),
  tool('dead code', 'knip', '--cache', ...cacheIn('knip')),
  { name: 'house', command: ['npm', 'run', '--silent', 'house'] },
];

function tool(name: string, program: string, ...args: readonly string[]): Part {
  return { name, command: [`node_modules/.bin/${program}`, ...args] };
}

function cacheIn(program: string): readonly string[] {
  return [`--cache-location=node_modules/.cache/${program}/`];
}

void runParts(parts, (text) => process.stdout.write(text)).then((passed) => {
  process.exitCode = passed ? 0 : 1;
});
