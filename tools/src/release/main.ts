// Builds the packages that are published to dist/packages/; with --pack, their archives to dist/tarballs/ as well.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';
import { stagePackages } from './stage-packages';

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: workspaceRoot, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} failed`, { cause: error });
}

const compiler = join(workspaceRoot, 'node_modules/typescript/bin/tsc');
run(process.execPath, [compiler, '--build', 'generators/tsconfig.build.json']);
const folders = stagePackages();
process.stdout.write(`${folders.length} packages are in dist/packages/.\n`);
if (process.argv.includes('--pack')) {
  const tarballs = join(workspaceRoot, 'dist/tarballs');
  rmSync(tarballs, { recursive: true, force: true });
  mkdirSync(tarballs, { recursive: true });
  run('npm', ['pack', '--pack-destination', tarballs, ...folders.map((folder) => `./${folder}`)]);
}
