// Builds the packages that are published to dist/packages/; with --pack, their archives to dist/tarballs/ as well; with
// --publish, it gives those to the registry that npm is set up for here, once the types of all sources are right.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';
import { publishArchives } from './publish-archives';
import { stagePackages } from './stage-packages';

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: workspaceRoot, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} failed`, { cause: error });
}

const compiler = join(workspaceRoot, 'node_modules/typescript/bin/tsc');
const isPublished = process.argv.includes('--publish');
// A build does not check what `npm run check:types` checks, which takes most of its time.
if (isPublished) run(process.execPath, [compiler, '-p', 'tsconfig.json']);
run(process.execPath, [compiler, '--build', '--noCheck', 'generators/tsconfig.build.json']);
const folders = stagePackages();
process.stdout.write(`${folders.length} packages are in dist/packages/.\n`);
const tarballs = join(workspaceRoot, 'dist/tarballs');
if (isPublished || process.argv.includes('--pack')) {
  rmSync(tarballs, { recursive: true, force: true });
  mkdirSync(tarballs, { recursive: true });
  run('npm', ['pack', '--pack-destination', tarballs, ...folders.map((folder) => `./${folder}`)]);
}
if (isPublished) {
  const archives = readdirSync(tarballs).map((name) => join(tarballs, name));
  publishArchives(archives, { settings: workspaceRoot, print: (line) => process.stdout.write(`${line}\n`) });
}
