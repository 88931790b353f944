import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import { bootstrapKit, parseExpectedSlots } from '@sovereign-fleet/bootstrap-kit';
import {
  type BootstrapKit,
  type Fleet,
  type Issue,
  issuesOfTakenFqdns,
  parseBootstrapKit,
  parseFleet,
  parseSovereign,
  type Result,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { loadTypeScript } from './load-typescript';

/** All that people wrote: the fleet, its Sovereigns in the order of their names, and the bootstrap kit. */
export interface FleetRecord {
  readonly fleet: Fleet;
  readonly sovereigns: readonly Sovereign[];
  readonly kit: BootstrapKit;
}

const fleetFile = 'sovereigns/fleet.ts';

/** Where the spec of a Sovereign is. */
export function specFile(name: string): string {
  return `sovereigns/${name}/sovereign.ts`;
}

/** Loads and parses every spec below the workspace's root, or gives every Issue in all of them. */
export function readFleet(nxTree: NxTree): Result<FleetRecord> {
  const fleet = loadDefault(nxTree, fleetFile, parseFleet);
  const kit = readKit();
  const names = nxTree.children('sovereigns').filter((name) => nxTree.isFile(specFile(name)));
  const sovereigns = names.sort().map((name) => readSovereign(nxTree, name));
  const parsed = sovereigns.flatMap((result) => (result.ok ? [result.value] : []));
  const issues = [...issuesIn([fleet, kit, ...sovereigns]), ...issuesOfTakenFqdns(parsed)];
  if (!fleet.ok || !kit.ok || issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { fleet: fleet.value, kit: kit.value, sovereigns: parsed } };
}

function readSovereign(nxTree: NxTree, name: string): Result<Sovereign> {
  return loadDefault(nxTree, specFile(name), (source, spec) => parseSovereign({ source, name, spec }));
}

function loadDefault<T>(nxTree: NxTree, file: string, parse: (source: string, spec: unknown) => Result<T>): Result<T> {
  const issue = (problem: string, remedy: string): Result<T> => ({
    ok: false,
    issues: [{ file, field: 'default export', value: undefined, problem, remedy }],
  });
  if (!nxTree.exists(file)) return issue('there is no such file', 'Write it; README.md shows what is in it');
  try {
    const loaded = loadTypeScript(join(nxTree.root, file));
    return 'default' in loaded
      ? parse(file, loaded['default'])
      : issue('the file exports none', 'Write "export default" before what it defines');
  } catch (error) {
    return issue(`the file cannot be loaded: ${firstLine(error)}`, 'Mend the file');
  }
}

function readKit(): Result<BootstrapKit> {
  const folder = 'packages/bootstrap-kit';
  const lockSource = `${folder}/expected-bootstrap-deps.yaml`;
  const path = require.resolve('@sovereign-fleet/bootstrap-kit/expected-bootstrap-deps.yaml');
  const slots = parseExpectedSlots(lockSource, readFileSync(path, 'utf8'));
  if (!slots.ok) return slots;
  const lock = { source: lockSource, slots: slots.value };
  return parseBootstrapKit({ source: `${folder}/src/slots.ts`, rows: bootstrapKit, lock });
}

function issuesIn(results: readonly Result<unknown>[]): readonly Issue[] {
  return results.flatMap((result) => (result.ok ? [] : result.issues));
}

/** What was thrown, on one line and without the escape codes of a terminal. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // eslint-disable-next-line no-control-regex -- an escape code is a control character
  const lines = text.replace(/\u001b\[[0-9;]*m/g, '').split('\n');
  return lines.map((line) => line.trim()).find((line) => line !== '') ?? 'no reason was given';
}
