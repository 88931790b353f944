import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { acmeSource, filesIn, globexSource, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import compileGenerator from '../compile/generator';
import { runGenerator } from '../testing/run-generator';
import onePackage from './one-package';
import migrateTrees from './trees';

let root: string;

beforeEach(() => {
  root = makeSpecs({ 'sovereigns/globex/sovereign.ts': globexSource });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('imports of the packages before 0.1 become one, and all else stays as it was written', () => {
  const text = (first: string, second: string) => `// mine
import { drop } from "${first}";   // as I like it
export type { Slot } from '${second}'
const words = 'no import of @sovereign-fleet/domain';
`;
  const nx = '@sovereign-fleet/nx';
  writeFiles(root, {
    'sovereigns/acme/part.ts': text('@sovereign-fleet/domain', '@sovereign-fleet/bootstrap-kit'),
    'kits/example/part.ts': text(nx, nx),
    'kits/example/notes.md': '@sovereign-fleet/domain\n',
  });
  const { changes } = runGenerator(root, onePackage);
  expect(changes).toEqual(['UPDATE sovereigns/acme/part.ts']);
  expect(readFileSync(join(root, 'sovereigns/acme/part.ts'), 'utf8')).toBe(text(nx, nx));
  expect(runGenerator(root, onePackage).changes).toEqual([]);
});

test('trees that a version changes are said once for all Sovereigns that have it alike', () => {
  runGenerator(root, (nxTree) => compileGenerator(nxTree));
  expect(runGenerator(root, migrateTrees).result).toEqual(['No tree changed.']);
  // As an earlier version compiled them.
  const compiled = filesIn(root, 'gitops-out');
  const earlier = Object.entries(compiled).flatMap(([path, text]) => {
    const isCilium = path.endsWith('/bootstrap-kit/01-cilium.yaml');
    return isCilium ? [[path, text.replace(/interval: \w+/, 'interval: 9m')] as const] : [];
  });
  expect(earlier).toHaveLength(2);
  writeFiles(root, Object.fromEntries(earlier));
  expect(runGenerator(root, migrateTrees).result).toEqual([
    expect.stringMatching(
      /^In 2 Sovereigns, bootstrap-kit\/01-cilium\.yaml:\n {2}- interval: 9m\n {2}\+ interval: \w+$/,
    ),
    'Review the trees: npx nx affected -t review',
  ]);
  expect(filesIn(root, 'gitops-out')).toEqual(compiled);
});

test('a spec that cannot be used stops no other tree, and is told', () => {
  writeFiles(root, {
    'sovereigns/acme/sovereign.ts': acmeSource.replace("environment: 'prod'", "environment: 'moon'"),
  });
  const [first, ...changes] = runGenerator(root, migrateTrees).result;
  expect(first).toBe('Some specs could not be compiled: "npx nx sync" says why.');
  expect(changes[0]).toMatch(/^In globex\.example\.org, /);
});
