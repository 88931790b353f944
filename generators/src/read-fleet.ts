import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import { readBootstrapKit } from '@sovereign-fleet/bootstrap-kit/node';
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
import { forgetLoaded, loadTypeScript } from './load-typescript';

/** All that people wrote: the fleet, its Sovereigns in the order of their names, and the bootstrap kit. */
export interface FleetRecord {
  readonly fleet: Fleet;
  readonly sovereigns: readonly Sovereign[];
  readonly kit: BootstrapKit;
}

/** Loads and parses the spec of one Sovereign below a root on disk. */
export function readSovereignAt(root: string, name: string): Result<Sovereign> {
  return loadDefault(onDisk(root), specFile(name), (source, spec) => parseSovereign({ source, name, spec }));
}

/** Loads and parses what all share, below a root on disk. */
function readFleetAt(root: string): Result<Fleet> {
  return loadDefault(onDisk(root), fleetFile, parseFleet);
}

/** What the tree of every Sovereign is compiled from, beside its own spec. */
export function readSharedAt(root: string): Result<Pick<FleetRecord, 'fleet' | 'kit'>> {
  const fleet = readFleetAt(root);
  const kit = readBootstrapKit();
  if (fleet.ok && kit.ok) return { ok: true, value: { fleet: fleet.value, kit: kit.value } };
  return { ok: false, issues: [fleet, kit].flatMap((result) => (result.ok ? [] : result.issues)) };
}

/** Loads and parses every spec below a root on disk. */
export function readFleetRecordAt(root: string): Result<FleetRecord> {
  return readFleet(onDisk(root));
}

/** What is read of Nx's tree, so that a disk can stand in its place. */
type Specs = Pick<NxTree, 'root' | 'isFile' | 'children'>;

function onDisk(root: string): Specs {
  return {
    root,
    isFile: (file) => existsSync(join(root, file)),
    children: (path) => {
      const isFolder = statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true;
      return isFolder ? readdirSync(join(root, path)) : [];
    },
  };
}

/** Loads and parses every spec below the workspace's root, or gives every Issue in all of them. */
export function readFleet(nxTree: Specs): Result<FleetRecord> {
  forgetLoaded();
  const fleet = loadDefault(nxTree, fleetFile, parseFleet);
  const kit = readBootstrapKit();
  const sovereigns = allOf(sovereignNames(nxTree).map((name) => readSovereign(nxTree, name)));
  const issues = [fleet, kit, sovereigns].flatMap((result) => (result.ok ? [] : result.issues));
  if (!fleet.ok || !kit.ok || !sovereigns.ok) return { ok: false, issues };
  const taken = issuesOfTakenFqdns(sovereigns.value);
  if (taken.length > 0) return { ok: false, issues: taken };
  return { ok: true, value: { fleet: fleet.value, kit: kit.value, sovereigns: sovereigns.value } };
}

/** The folders in `sovereigns/` that hold anything: git keeps no empty ones. */
function sovereignNames(nxTree: Specs): readonly string[] {
  const isFolder = (name: string) => nxTree.children(`sovereigns/${name}`).length > 0;
  const names = nxTree.children('sovereigns').filter((name) => !name.startsWith(stagingPrefix));
  return names.filter(isFolder).sort();
}

function readSovereign(nxTree: Specs, name: string): Result<Sovereign> {
  return loadDefault(nxTree, specFile(name), (source, spec) => parseSovereign({ source, name, spec }));
}

function loadDefault<T>(
  nxTree: Pick<NxTree, 'root' | 'isFile'>,
  file: string,
  parse: (source: string, spec: unknown) => Result<T>,
): Result<T> {
  if (!nxTree.isFile(file)) {
    const remedy = 'Write it, or take its folder away';
    return refusal({ file, field: 'default export', value: undefined, problem: 'there is no such file', remedy });
  }
  try {
    const loaded = loadTypeScript(join(nxTree.root, file));
    if ('default' in loaded) return parse(file, loaded['default']);
    const remedy = 'Write "export default" before what it defines';
    return refusal({ file, field: 'default export', value: undefined, problem: 'the file has none', remedy });
  } catch (error) {
    const problem = 'the file cannot be loaded';
    return refusal({ file, field: 'error', value: whatWasThrown(error), problem, remedy: 'Mend the file' });
  }
}

function refusal<T>(issue: Issue): Result<T> {
  return { ok: false, issues: [issue] };
}

/** What was thrown, on one line, with the line and column where the compiler names them. */
function whatWasThrown(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // eslint-disable-next-line no-control-regex -- an escape code of a terminal is a control character
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '');
  const first = plain.split('\n').find((line) => line.trim() !== '') ?? 'nothing';
  const place = /:(\d+:\d+)\]$/m.exec(plain)?.[1];
  return first.replace(/^\s*x\s+/, '').trim() + (place === undefined ? '' : ` at ${place}`);
}
