import { kitFile } from '@sovereign-fleet/bootstrap-kit/layout';
import { readBootstrapKit, readObjects } from '@sovereign-fleet/bootstrap-kit/node';
import { issuesOfFleetLayers } from '@sovereign-fleet/compiler';
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
  resultOf,
  secretsFolderName,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { fleetFile, ownRowsFolder, specFile, stagingPrefix } from './layout';
import { forgetLoaded } from './load-typescript';
import { type Export, type Loaded, loadExport } from './load-export';
import { readSecretFiles } from './read-secret-files';
import { type ReadSpecImports, specImportsReader } from './spec-imports';
import { issuesOfStraySpecs, misnamedFile } from './stray-specs';
import { filesOnDisk, isThere, type WorkspaceFiles } from './workspace-files';

/** All that people wrote: the fleet with its kits, and its Sovereigns in the order of their names. */
export interface FleetRecord extends SharedRecord {
  readonly sovereigns: readonly Sovereign[];
}

/** What the tree of every Sovereign is compiled from, beside its own spec. */
export interface SharedRecord {
  readonly fleet: Fleet;
  /** In the order of the fleet's spec. */
  readonly kits: readonly BootstrapKit[];
}

/** Reads specs below one root, and what they import once: to be kept only as long as the files stay as they are. */
export interface RecordReader {
  readonly readShared: () => Result<SharedRecord>;
  readonly readSovereign: (name: string) => Result<Sovereign>;
}

/** For a process that reads one Sovereign after the other. */
export function recordReaderAt(root: string): RecordReader {
  const specs = specsIn(filesOnDisk(root));
  return { readShared: () => readShared(specs), readSovereign: (name) => readSovereign(specs, name) };
}

/** Loads and parses the spec of one Sovereign below a root on disk. */
export function readSovereignAt(root: string, name: string): Result<Sovereign> {
  return readSovereign(specsIn(filesOnDisk(root)), name);
}

/** Loads and parses what all share, below a root on disk. */
export function readSharedAt(root: string): Result<SharedRecord> {
  return readShared(specsIn(filesOnDisk(root)));
}

/** Loads and parses every spec below a root on disk. */
export function readFleetRecordAt(root: string): Result<FleetRecord> {
  return readFleet(filesOnDisk(root));
}

/**
 * Loads and parses every spec below the workspace's root, or gives every Issue in all of them. The newcomer is about to
 * get its spec, and may have its encrypted files already.
 */
export function readFleet(files: WorkspaceFiles, newcomer?: string): Result<FleetRecord> {
  forgetLoaded();
  const names = sovereignNames(files).filter((name) => name !== newcomer || !hasSecretsAlone(files, name));
  const specs = specsIn(files);
  const unread = issuesOfStraySpecs(files, names, specs.readImports);
  const shared = readShared(specs);
  const sovereigns = shared.isEndless === true ? none : readSovereigns(specs, names, unread);
  const issues = [...unread, ...[shared, sovereigns].flatMap((result) => (result.ok ? [] : result.issues))];
  if (!shared.ok || !sovereigns.ok || unread.length > 0) {
    // Many specs give the Issues of a file that all of them import.
    return { ok: false, issues: [...new Map(issues.map((issue) => [formatIssue(issue), issue])).values()] };
  }
  const taken = issuesOfTakenFqdns(sovereigns.value);
  if (taken.length > 0) return { ok: false, issues: taken };
  return { ok: true, value: { ...shared.value, sovereigns: sovereigns.value } };
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

function hasSecretsAlone(files: WorkspaceFiles, name: string): boolean {
  return files.children(`sovereigns/${name}`).every((child) => child === secretsFolderName);
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
  const { root } = specs.files;
  const secrets = readSecretFiles(root, name);
  const objects = readObjects(root, ownRowsFolder(name));
  if (!secrets.ok || !objects.ok) {
    return { ok: false, issues: [secrets, objects].flatMap((one) => (one.ok ? [] : one.issues)) };
  }
  const parse = (source: string, spec: unknown) => {
    return parseSovereign({ source, name, spec, secretFiles: secrets.value, objects: objects.value });
  };
  return readDefault(specs, { source: specFile(name), parse, orElse: 'write it, or take its folder away' });
}

function readShared(specs: Specs): Loaded<SharedRecord> {
  const parse = (source: string, spec: unknown) => {
    const fleet = parseFleet(source, spec);
    return fleet.ok ? readKits(specs.files, fleet.value) : fleet;
  };
  const orElse =
    "write export default defineFleet({ domain: 'example.com', repository: { url: 'https://…', branch: 'main' } })";
  return readDefault(specs, { source: fleetFile, parse, orElse });
}

function readKits(files: WorkspaceFiles, fleet: Fleet): Result<SharedRecord> {
  if (fleet.kits.length === 0) return { ok: false, issues: [noKit] };
  const kits = fleet.kits.map(({ name, rows }, index): Result<BootstrapKit> => {
    const isHere = isThere(files, kitFile(name));
    return isHere ? readBootstrapKit(files.root, rows) : { ok: false, issues: [issueOfKitName(name, index)] };
  });
  const all = allOf(kits);
  return all.ok ? resultOf(issuesOfFleetLayers(fleet, all.value), () => ({ fleet, kits: all.value })) : all;
}

const noKit: Issue = {
  file: fleetFile,
  field: 'kits',
  value: undefined,
  code: 'missing',
  problem: 'the fleet has no kit, and so no slots',
  remedy: "Write kits: [openova], and at the top: import openova from '../kits/openova/kit'",
};

function issueOfKitName(name: string, index: number): Issue {
  const problem = `there is no ${kitFile(name)}, and a kit has the name of its folder`;
  const at = { file: fleetFile, field: `kits[${index}].name`, value: name };
  return { ...at, code: 'unknown-value', problem, remedy: 'Write the name of the folder into the kit' };
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
