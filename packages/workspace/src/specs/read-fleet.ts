import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { kitModule, readBootstrapKit } from '@sovereign-fleet/bootstrap-kit/node';
import {
  allOf,
  type BootstrapKit,
  type Fleet,
  type Issue,
  issuesOfTakenFqdns,
  parseFleet,
  parseSovereign,
  type Result,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { fleetFile, specFile, stagingPrefix } from './layout';
import { forgetLoaded } from './load-typescript';
import { type Export, type Loaded, loadExport } from './load-export';
import { type ReadSpecImports, specImportsReader } from './spec-imports';
import { issuesOfStraySpecs, misnamedFile } from './stray-specs';
import { filesOnDisk, isThere, type WorkspaceFiles } from './workspace-files';

/** All that people wrote: the fleet, its Sovereigns in the order of their names, and the bootstrap kit. */
export interface FleetRecord {
  readonly fleet: Fleet;
  readonly sovereigns: readonly Sovereign[];
  readonly kit: BootstrapKit;
}

/** Loads and parses the spec of one Sovereign below a root on disk. */
export function readSovereignAt(root: string, name: string): Result<Sovereign> {
  return readSovereign(specsIn(filesOnDisk(root)), name);
}

/** Loads and parses what all share, below a root on disk. */
function readFleetAt(root: string): Result<Fleet> {
  return readShared(specsIn(filesOnDisk(root)));
}

/** What the tree of every Sovereign is compiled from, beside its own spec. */
export function readSharedAt(root: string): Result<Pick<FleetRecord, 'fleet' | 'kit'>> {
  const fleet = readFleetAt(root);
  const kit = readKit();
  if (fleet.ok && kit.ok) return { ok: true, value: { fleet: fleet.value, kit: kit.value } };
  return { ok: false, issues: [fleet, kit].flatMap((result) => (result.ok ? [] : result.issues)) };
}

/** Loads and parses every spec below a root on disk. */
export function readFleetRecordAt(root: string): Result<FleetRecord> {
  return readFleet(filesOnDisk(root));
}

/** Loads and parses every spec below the workspace's root, or gives every Issue in all of them. */
export function readFleet(files: WorkspaceFiles): Result<FleetRecord> {
  forgetLoaded();
  const names = sovereignNames(files);
  const specs = specsIn(files);
  const unread = issuesOfStraySpecs(files, names, specs.readImports);
  const fleet = readShared(specs);
  const kit = fleet.isEndless === true ? none : readKit();
  const sovereigns = kit === none || kit.isEndless === true ? none : readSovereigns(specs, names, unread);
  const issues = [...unread, ...[fleet, kit, sovereigns].flatMap((result) => (result.ok ? [] : result.issues))];
  if (!fleet.ok || !kit.ok || !sovereigns.ok || unread.length > 0) {
    return { ok: false, issues: [...new Set(issues)] }; // many specs give the Issues of a file that all of them import
  }
  const taken = issuesOfTakenFqdns(sovereigns.value);
  if (taken.length > 0) return { ok: false, issues: taken };
  return { ok: true, value: { fleet: fleet.value, kit: kit.value, sovereigns: sovereigns.value } };
}

/** Where specs are, and what reads their imports, each file once. */
interface Specs {
  readonly files: WorkspaceFiles;
  readonly readImports: ReadSpecImports;
}

function specsIn(files: WorkspaceFiles): Specs {
  return { files, readImports: specImportsReader(files.root) };
}

/** What is not loaded, since a file before it was stopped. */
const none: Loaded<never> = { ok: false, issues: [] };

/** The folders in `sovereigns/` that hold anything: git keeps no empty ones. */
function sovereignNames(files: WorkspaceFiles): readonly string[] {
  const isFolder = (name: string) => files.children(`sovereigns/${name}`).length > 0;
  const names = files.children('sovereigns').filter((name) => !name.startsWith(stagingPrefix));
  return names.filter(isFolder).sort();
}

/** Reads Sovereigns in their order, up to one that was stopped. A folder with a stray spec alone is left out. */
function readSovereigns(
  specs: Specs,
  names: readonly string[],
  unread: readonly Issue[],
): Result<readonly Sovereign[]> {
  const results: Result<Sovereign>[] = [];
  for (const name of names) {
    const hasOthers = unread.some(({ file }) => file.startsWith(`sovereigns/${name}/`));
    if (hasOthers && !isThere(specs.files, specFile(name))) continue;
    const result = readSovereign(specs, name);
    results.push(result);
    if (result.isEndless === true) break;
  }
  return allOf(results);
}

function readSovereign(specs: Specs, name: string): Loaded<Sovereign> {
  const parse = (source: string, spec: unknown) => parseSovereign({ source, name, spec });
  return readDefault(specs, { source: specFile(name), parse, orElse: 'write it, or take its folder away' });
}

function readShared(specs: Specs): Loaded<Fleet> {
  const orElse =
    "write export default defineFleet({ domain: 'example.com', repository: { url: 'https://…', branch: 'main' } })";
  return readDefault(specs, { source: fleetFile, parse: parseFleet, orElse });
}

/** The rows are loaded like what people write, so that a fault in them is told like one in a spec. */
function readKit(): Loaded<BootstrapKit> {
  const { path, source, name } = kitModule;
  const root = join(path, relative(source, '.'));
  if (!existsSync(path))
    return { ok: false, issues: [missingFile(source, name, `Restore it, as by "git restore ${source}"`)] };
  return loadExport({ root, source, name, parse: (_, rows) => readBootstrapKit(rows) });
}

interface DefaultExport<T> extends Pick<Export<T>, 'source' | 'parse'> {
  /** What a person can do instead of restoring a missing file. */
  readonly orElse: string;
}

function readDefault<T>({ files, readImports }: Specs, { source, parse, orElse }: DefaultExport<T>): Loaded<T> {
  if (isThere(files, source)) {
    const { issues } = readImports(source);
    return issues.length > 0 ? { ok: false, issues } : loadExport({ root: files.root, source, name: 'default', parse });
  }
  const other = misnamedFile(files, source);
  const restore = `Restore it, as by "git restore ${source}"`;
  const remedy = other === undefined ? `${restore}, or ${orElse}` : `Rename ${other} to ${source}`;
  return { ok: false, issues: [missingFile(source, 'default export', remedy)] };
}

function missingFile(file: string, field: string, remedy: string): Issue {
  return { file, field, value: undefined, problem: 'there is no such file', remedy };
}
