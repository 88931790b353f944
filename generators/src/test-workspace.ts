// For tests: a workspace of its own in a temporary folder, with the real packages.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(__dirname, '../..');

const fleetSource = `import { defineFleet } from '@sovereign-fleet/domain';

export default defineFleet({
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
`;

export const acmeSource = `import { defineSovereign } from '@sovereign-fleet/domain';

// Written by hand, and kept.
export default defineSovereign({
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
  ],
});
`;

const specs = { 'sovereigns/fleet.ts': fleetSource, 'sovereigns/acme/sovereign.ts': acmeSource };

/** A folder with specs, in which they can be loaded; the generators run on it in this process. */
export function makeSpecs(files: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sovereign-fleet-')));
  writeFiles(root, { ...specs, ...files });
  mkdirSync(join(root, 'node_modules/@sovereign-fleet'), { recursive: true });
  symlinkSync(join(repository, 'packages/domain'), join(root, 'node_modules/@sovereign-fleet/domain'));
  return root;
}

/** A whole Nx workspace: our sources copied, what npm installed linked. Nx runs in it as it does in a checkout. */
export function makeWorkspace(files: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sovereign-fleet-')));
  for (const path of [
    'package.json',
    'package-lock.json',
    'nx.json',
    'tsconfig.base.json',
    'tsconfig.json',
    '.env',
    'charts',
    'packages',
    'generators',
  ]) {
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  const ours = 'node_modules/@sovereign-fleet';
  mkdirSync(join(root, ours), { recursive: true });
  for (const name of readdirSync(join(repository, 'node_modules')).filter((entry) => entry !== '@sovereign-fleet')) {
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  }
  symlinkSync(join(root, 'generators'), join(root, ours, 'generators'));
  for (const name of readdirSync(join(root, 'packages')))
    symlinkSync(join(root, 'packages', name), join(root, ours, name));
  writeFiles(root, { ...specs, ...files });
  return root;
}

/** Runs Nx in a workspace as a person without a terminal does, and gives all that it prints. */
export function nx(
  root: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const bin = join(root, 'node_modules/nx/dist/bin/nx.js');
  const env = { ...process.env, NO_COLOR: '1', NX_DAEMON: 'false' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: `${stdout}${stderr}` };
}

/** Every file below a folder of the workspace, by path from its root. */
export function filesIn(root: string, folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
    join(folder, path),
  );
  const files = paths.filter((path) => statSync(join(root, path)).isFile()).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
