import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

interface Manifest {
  readonly generators?: string;
  readonly schematics?: string;
}

interface Collection {
  readonly generators?: Readonly<Record<string, { readonly aliases?: readonly string[] }>>;
  readonly schematics?: Readonly<Record<string, { readonly aliases?: readonly string[] }>>;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Every folder of a package, ours and installed, scoped or not. */
function packageFolders(): readonly string[] {
  const modules = join(root, 'node_modules');
  return readdirSync(modules)
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((part) => join(name, part)) : [name],
    )
    .map((name) => join(modules, name))
    .filter((folder) => existsSync(join(folder, 'package.json')));
}

function generatorNames(folder: string): readonly string[] {
  const { generators, schematics } = readJson(join(folder, 'package.json')) as Manifest;
  const file = generators ?? schematics;
  if (file === undefined) return [];
  const collection = readJson(join(folder, file)) as Collection;
  const entries = Object.entries({ ...collection.schematics, ...collection.generators });
  return entries.flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
}

// With two of them, "nx g sovereign" without a terminal prints a menu, does nothing and exits with 0.
test.each(['sovereign', 'compile'])('%s is the only generator of that name or alias', (name) => {
  const owners = packageFolders().filter((folder) => generatorNames(folder).includes(name));
  expect(owners).toEqual([join(root, 'node_modules/@sovereign-fleet/nx')]);
});
