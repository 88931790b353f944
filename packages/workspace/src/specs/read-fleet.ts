import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { kitModule, readBootstrapKit } from '@sovereign-fleet/bootstrap-kit/node';
import {
  allOf,
  type BootstrapKit,
  type Fleet,
  formatIssue,
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
import { readSpecImports } from './spec-imports';
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
  return readSovereign(filesOnDisk(root), name);
}

/** Loads and parses what all share, below a root on disk. */
function readFleetAt(root: string): Result<Fleet> {
  return readShared(filesOnDisk(root));
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
  const unread = issuesOfStraySpecs(files, names);
  const fleet = readShared(files);
  const kit = fleet.isEndless === true ? none : readKit();
  const sovereigns = kit === none || kit.isEndless === true ? none : readSovereigns(files, names, unread);
  const issues = [...unread, ...[fleet, kit, sovereigns].flatMap((result) => (result.ok ? [] : result.issues))];
  if (!fleet.ok || !kit.ok || !sovereigns.ok || unread.length > 0) return { ok: false, issues: eachOnce(issues) };
  const taken = issuesOfTakenFqdns(sovereigns.value);
  if (taken.length > 0) return { ok: false, issues: taken };
  return { ok: true, value: { fleet: fleet.value, kit: kit.value, sovereigns: sovereigns.value } };
}

/** A file that many specs import has the same Issue in all of them. */
function eachOnce(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [formatIssue(issue), issue])).values()];
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
  files: WorkspaceFiles,
  names: readonly string[],
  unread: readonly Issue[],
): Result<readonly Sovereign[]> {
  const results: Result<Sovereign>[] = [];
  for (const name of names) {
    const hasOthers = unread.some(({ file }) => file.startsWith(`sovereigns/${name}/`));
    if (hasOthers && !isThere(files, specFile(name))) continue;
    const result = readSovereign(files, name);
    results.push(result);
    if (result.isEndless === true) break;
  }
  return allOf(results);
}

function readSovereign(files: WorkspaceFiles, name: string): Loaded<Sovereign> {
  const parse = (source: string, spec: unknown) => parseSovereign({ source, name, spec });
  return readDefault(files, { source: specFile(name), parse, orElse: 'write it, or take its folder away' });
}

function readShared(files: WorkspaceFiles): Loaded<Fleet> {
  const orElse =
    "write export default defineFleet({ domain: 'example.com', repository: { url: 'https://…', branch: 'main' } })";
  return readDefault(files, { source: fleetFile, parse: parseFleet, orElse });
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

function readDefault<T>(files: WorkspaceFiles, { source, parse, orElse }: DefaultExport<T>): Loaded<T> {
  if (isThere(files, source)) {
    const { issues } = readSpecImports(files.root, source);
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
