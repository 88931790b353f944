import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ownScope = '@sovereign-fleet';

/** Copies a workspace and adds a generator `noop`, which does nothing. */
export function copyWorkspace(original: string, copy: string): void {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: original, encoding: 'utf8' });
  const files = listed.split('\0').filter((file) => file !== '' && existsSync(join(original, file)));
  for (const file of files) cpSync(join(original, file), join(copy, file));
  linkModules(original, copy);
  addNoop(join(copy, 'generators'));
}

/** Links packages of npm to those that are installed here, and ours to the copy. */
function linkModules(original: string, copy: string): void {
  const installed = join(original, 'node_modules');
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, ownScope), { recursive: true });
  for (const name of readdirSync(installed)) {
    // `.cache` would be shared with the repository's own.
    if (name !== ownScope && name !== '.cache') symlinkSync(join(installed, name), join(modules, name));
  }
  for (const folder of ['generators', 'tools', ...packagesIn(copy)]) {
    const { name } = JSON.parse(readFileSync(join(copy, folder, 'package.json'), 'utf8')) as { readonly name: string };
    symlinkSync(join(copy, folder), join(modules, name));
  }
}

function packagesIn(workspace: string): readonly string[] {
  return readdirSync(join(workspace, 'packages')).map((name) => `packages/${name}`);
}

function addNoop(generators: string): void {
  mkdirSync(join(generators, 'src/noop'));
  writeFileSync(join(generators, 'src/noop/generator.ts'), 'export default function noopGenerator(): void {}\n');
  writeFileSync(join(generators, 'src/noop/schema.json'), '{ "$id": "noop", "type": "object", "properties": {} }\n');
  const file = join(generators, 'generators.json');
  const noop = { factory: './src/noop/generator.ts', schema: './src/noop/schema.json', description: 'Do nothing' };
  const all = JSON.parse(readFileSync(file, 'utf8')) as { readonly generators: object }; // as Nx reads it
  writeFileSync(file, JSON.stringify({ ...all, generators: { ...all.generators, noop } }));
}
