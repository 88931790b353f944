import { logger, readJson, type Tree as NxTree, writeJson } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { packageName } from '@sovereign-fleet/domain/layout';
import { fleetFile } from '@sovereign-fleet/workspace/project';
import { writeAllOrNone } from '../nx/all-or-none';
import { keepCompiledCode } from '../nx/kept-code';
import { fleetText } from './fleet-text';
import { addNxSettings, hasOtherPlugins } from './nx-settings';
import { type InitOptions, ownKit, parseInitOptions } from './options';
import { filesOfCi, filesOfKit, ownVersion } from './own-files';

/**
 * Makes a workspace of Nx one of Sovereigns: what is missing is written, and nothing that is there is changed, so it
 * may be run again. `nx add @sovereign-fleet/nx` runs it.
 */
export default function initGenerator(nxTree: NxTree, given: Readonly<Record<string, unknown>>): () => Promise<void> {
  const options = valueOf(parseInitOptions(given));
  const kit = options.kit ?? ownKit;
  const open = writeFleet(nxTree, kit, options);
  if (!hasOtherPlugins(nxTree)) writeMissing(nxTree, '.env', environment);
  addNxSettings(nxTree);
  for (const [path, text] of [...settingsFiles, ...filesOfCi()]) writeMissing(nxTree, path, text);
  ignore(nxTree);
  pinExactly(nxTree);
  writeAllOrNone([]);
  return async () => {
    for (const line of nextSteps(kit, open)) logger.info(line);
    await keepCompiledCode();
  };
}

/** The fleet with its first kit, in a workspace that has none. Gives what is a placeholder there. */
function writeFleet(nxTree: NxTree, kit: string, options: InitOptions): readonly string[] {
  if (nxTree.exists(fleetFile)) return [];
  const { text, open } = valueOf(fleetText(kit, options));
  nxTree.write(fleetFile, text);
  const isThere = nxTree.exists(`kits/${kit}`);
  if (kit !== 'none' && !isThere) for (const [path, content] of filesOfKit(kit)) nxTree.write(path, content);
  return open;
}

/** For editors: the loader needs no settings. */
const tsconfig = {
  compilerOptions: { target: 'es2023', module: 'node20', strict: true, noEmit: true, skipLibCheck: true, types: [] },
  include: ['sovereigns', 'kits'],
};

const settingsFiles = new Map([['tsconfig.json', `${JSON.stringify(tsconfig, null, 2)}\n`]]);

const environment = `# Nx starts a process for each plugin at each command, which our one plugin does not need.
NX_ISOLATE_PLUGINS=false
`;

function writeMissing(nxTree: NxTree, path: string, text: string): void {
  if (!nxTree.exists(path)) nxTree.write(path, text);
}

/** What is no part of a fleet; the last is what a command leaves that is killed while it writes. */
const ignored = ['node_modules/', 'dist/', '.nx/', '.env.local', '.sovereign-fleet-*/'];

function ignore(nxTree: NxTree): void {
  const before = nxTree.read('.gitignore', 'utf-8') ?? '';
  const names = new Set(before.split('\n').map((line) => line.trim().replace(/^\/|\/$/g, '')));
  const missing = ignored.filter((line) => !names.has(line.replace(/\/$/, '')));
  if (missing.length === 0) return;
  const lines = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  nxTree.write('.gitignore', `${lines}${missing.join('\n')}\n`);
}

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** npm writes `^0.1.0`: the next one would come with any update, without its migrations. */
function pinExactly(nxTree: NxTree): void {
  const own = packageName('nx');
  const file = readJson<PackageFile>(nxTree, 'package.json');
  for (const field of ['dependencies', 'devDependencies'] as const) {
    if (!/^[\^~]/.test(file[field]?.[own] ?? '')) continue;
    writeJson(nxTree, 'package.json', { ...file, [field]: { ...file[field], [own]: ownVersion() } });
  }
}

function nextSteps(kit: string, open: readonly string[]): readonly string[] {
  const first = kit === 'none' ? 'npx nx g import --from=<folder of a tree>' : 'npx nx g sovereign --regions=fsn1,nbg1';
  return [...open.map((name) => `${name} in ${fleetFile} is a placeholder: write yours.`), `Next: ${first}`];
}
