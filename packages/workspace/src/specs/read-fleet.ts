import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import type { FleetRecord, SharedRecord, UnreadSovereign } from './fleet-record';
import { fleetFile, ownRowsFolder, specFile, stagingPrefix } from './layout';
import { readSecretFiles } from './read-secret-files';
import type { Age } from './spec-imports';
import { type Specs, specsIn } from './specs-in';
import { issuesOfStraySpecs, misnamedFile } from './stray-specs';
import { filesOnDisk, isThere, type WorkspaceFiles } from './workspace-files';

/** Reads specs below one root, each once: to be kept only as long as the files stay as they are. */
export interface RecordReader {
  readonly readShared: () => Result<SharedRecord>;
  readonly readSovereign: (name: string) => Result<Sovereign>;
}

/** For who reads these Sovereigns, one after the other: their specs are loaded together. */
export function recordReaderAt(root: string, names: readonly string[], age: Age = 'now'): RecordReader {
  const specs = specsIn(filesOnDisk(root), [fleetFile, ...names.map(specFile)], age);
  return {
    readShared: () => refuseWithoutKit(readShared(specs), names),
    readSovereign: (name) => readSovereign(specs, name),
  };
}

/** Loads and parses what all share, below a root on disk. */
export function readSharedAt(root: string): Result<SharedRecord> {
  return recordReaderAt(root, []).readShared();
}

/** Loads and parses every spec below a root on disk. */
export function readFleetRecordAt(root: string): Result<FleetRecord> {
  return readFleet(filesOnDisk(root));
}

/**
 * Loads and parses every spec below the workspace's root, or gives every Issue in what all share. A spec that cannot be
 * used is its Sovereign's trouble alone. The newcomer is about to get its spec, and may have its encrypted files
 * already.
 */
export function readFleet(files: WorkspaceFiles, newcomer?: string): Result<FleetRecord> {
  const names = sovereignNames(files).filter((name) => name !== newcomer || !hasSecretsAlone(files, name));
  const specs = specsIn(files, [fleetFile, ...names.map(specFile)]);
  const stray = issuesOfStraySpecs(files, names, specs.readImports);
  const ownerOf = ({ file }: Issue) => names.find((name) => file.startsWith(`sovereigns/${name}/`));
  const ofNobody = stray.filter((issue) => ownerOf(issue) === undefined);
  const shared = refuseWithoutKit(readShared(specs), names);
  if (!shared.ok || ofNobody.length > 0) {
    return { ok: false, issues: [...ofNobody, ...(shared.ok ? [] : shared.issues)] };
  }
  const read = names.map((name): readonly [name: string, result: Result<Sovereign>] => {
    const own = stray.filter((issue) => ownerOf(issue) === name);
    // A folder with a stray spec alone has no other trouble.
    if (own.length > 0 && !isThere(files, specFile(name))) return [name, { ok: false, issues: own }];
    const result = readSovereign(specs, name);
    return [name, own.length === 0 ? result : { ok: false, issues: [...own, ...(result.ok ? [] : result.issues)] }];
  });
  return { ok: true, value: { ...shared.value, ...withoutTwins(read, files.root) } };
}

/** The record, if every spec of it can be used; else every Issue. */
export function wholeFleet(record: Result<FleetRecord>): Result<FleetRecord> {
  return record.ok ? resultOf(issuesOfUnread(record.value.unread), () => record.value) : record;
}

/** Why specs cannot be used; what is wrong in a file that many import, once. */
export function issuesOfUnread(unread: readonly UnreadSovereign[]): readonly Issue[] {
  const issues = unread.flatMap((one) => one.issues);
  return [...new Map(issues.map((issue) => [formatIssue(issue), issue])).values()];
}

type Read = readonly (readonly [name: string, result: Result<Sovereign>])[];

/** Of two with one FQDN nobody knows whose tree it is, also where one of them cannot be read and names it. */
function withoutTwins(read: Read, root: string): Pick<FleetRecord, 'sovereigns' | 'unread'> {
  const readable = read.flatMap(([, result]) => (result.ok ? [result.value] : []));
  const broken = read.flatMap(([name, result]) => (result.ok ? [] : [{ name, text: textOfSpec(root, name) }]));
  const taken = issuesOfTakenFqdns(readable);
  const issuesOf = ([name, result]: Read[number]): readonly Issue[] => {
    if (!result.ok) return result.issues;
    const { fqdn } = result.value;
    const other = broken.find(({ text }) => new RegExp(`(['"\`])${fqdn.replaceAll('.', '\\.')}\\1`).test(text));
    const ofBroken = other === undefined ? [] : [issueOfBrokenTwin(result.value, other.name)];
    return [...taken.filter(({ file, value }) => file === specFile(name) || value === fqdn), ...ofBroken];
  };
  const unread = read.flatMap((one) => {
    const issues = issuesOf(one);
    return issues.length === 0 ? [] : [{ name: one[0], issues }];
  });
  const without = new Set(unread.map(({ name }) => name));
  return { sovereigns: readable.filter(({ name }) => !without.has(name)), unread };
}

function issueOfBrokenTwin({ source, fqdn }: Sovereign, other: string): Issue {
  const problem = `${specFile(other)}, which cannot be used, names this FQDN, and the tree may be its own`;
  const remedy = `Mend ${specFile(other)} first, or write another FQDN`;
  return { file: source, field: 'fqdn', value: fqdn, code: 'taken', problem, remedy };
}

/** What is left of a spec, also where half of it was written. */
function textOfSpec(root: string, name: string): string {
  try {
    return readFileSync(join(root, specFile(name)), 'utf8');
  } catch {
    return '';
  }
}

/** The folders in `sovereigns/` that hold anything: git keeps no empty ones. */
function sovereignNames(files: WorkspaceFiles): readonly string[] {
  const isFolder = (name: string) => files.children(`sovereigns/${name}`).length > 0;
  const names = files.children('sovereigns').filter((name) => !name.startsWith(stagingPrefix));
  return names.filter(isFolder).sort();
}

function hasSecretsAlone(files: WorkspaceFiles, name: string): boolean {
  return files.children(`sovereigns/${name}`).every((child) => child === secretsFolderName);
}

function readSovereign(specs: Specs, name: string): Result<Sovereign> {
  const { root } = specs.files;
  const secrets = readSecretFiles(root, name);
  const objects = readObjects(root, ownRowsFolder(name));
  if (!secrets.ok || !objects.ok) {
    return { ok: false, issues: [secrets, objects].flatMap((one) => (one.ok ? [] : one.issues)) };
  }
  const source = specFile(name);
  const spec = readDefault(specs, source, 'write it, or take its folder away');
  if (!spec.ok) return spec;
  return parseSovereign({ source, name, spec: spec.value, secretFiles: secrets.value, objects: objects.value });
}

function readShared(specs: Specs): Result<SharedRecord> {
  const orElse =
    "write export default defineFleet({ domain: 'example.com', repository: { url: 'https://…', branch: 'main' } })";
  const spec = readDefault(specs, fleetFile, orElse);
  if (!spec.ok) return spec;
  const fleet = parseFleet(fleetFile, spec.value);
  return fleet.ok ? readKits(specs.files, fleet.value) : fleet;
}

function readKits(files: WorkspaceFiles, fleet: Fleet): Result<SharedRecord> {
  const kits = fleet.kits.map(({ name, rows }, index): Result<BootstrapKit> => {
    const isHere = isThere(files, kitFile(name));
    return isHere ? readBootstrapKit(files.root, rows) : { ok: false, issues: [issueOfKitName(name, index)] };
  });
  const all = allOf(kits);
  return all.ok ? resultOf(issuesOfFleetLayers(fleet, all.value), () => ({ fleet, kits: all.value })) : all;
}

/** A fleet may be without a kit until it has a Sovereign: the first one may be adopted with its tree. */
function refuseWithoutKit(shared: Result<SharedRecord>, names: readonly string[]): Result<SharedRecord> {
  const isWithout = shared.ok && shared.value.kits.length === 0 && names.length > 0;
  return isWithout ? { ok: false, issues: [noKit] } : shared;
}

/** Why a fleet without a kit can have no Sovereign. */
export const noKit: Issue = {
  file: fleetFile,
  field: 'kits',
  value: undefined,
  code: 'missing',
  problem: 'the fleet has no kit, and so no slots',
  remedy:
    "Write kits: [openova], and at the top: import openova from '../kits/openova/kit'; " +
    'or adopt a tree by "npx nx g import --from=<folder>"',
};

function issueOfKitName(name: string, index: number): Issue {
  const problem = `there is no ${kitFile(name)}, and a kit has the name of its folder`;
  const at = { file: fleetFile, field: `kits[${index}].name`, value: name };
  return { ...at, code: 'unknown-value', problem, remedy: 'Write the name of the folder into the kit' };
}

/** What a spec exports; `orElse` is what a person can do instead of restoring a missing file. */
function readDefault({ files, defaultOf }: Specs, source: string, orElse: string): Result<unknown> {
  if (isThere(files, source)) return defaultOf(source);
  const other = misnamedFile(files, source);
  const restore = `Restore it, as by "git restore ${source}"`;
  const remedy = other === undefined ? `${restore}, or ${orElse}` : `Rename ${other} to ${source}`;
  return { ok: false, issues: [missingFile(source, 'default export', remedy)] };
}

function missingFile(file: string, field: string, remedy: string): Issue {
  return { file, field, value: undefined, problem: 'there is no such file', remedy };
}
