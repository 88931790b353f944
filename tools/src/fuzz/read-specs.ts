import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { formatIssue, type Issue, type Result } from '@sovereign-fleet/domain';
import { type FleetRecord, issuesOfRefusedObjects, readFleetRecordAt } from '@sovereign-fleet/workspace/specs';
import { makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { goodFleet } from '../inputs/spec-texts';

/** A text in place of a file of a workspace: the spec of a Sovereign of its own, or what all share. */
export interface SpecInput {
  readonly file: string;
  readonly text: string;
}

export const ofSovereign = 'sovereign.ts';

/** A file of the workspace that tests have. */
export function goodText(file: string): string {
  return inWorkspace({}, (root) => readFileSync(join(root, file), 'utf8'));
}

/** What comes of each. Specs of Sovereigns are read together, as those of a fleet. */
export function answersToSpecs(inputs: readonly SpecInput[]): readonly string[] {
  const together = inputs.filter(({ file }) => file === ofSovereign).map(({ text }, index) => ({ text, index }));
  const names = together.map(({ index }) => `own-${index}`);
  const files = together.map(({ text, index }) => [fileOf(index), withOwnDomain(text, index)] as const);
  const ofSovereigns = answersIn(Object.fromEntries(files), names);
  return inputs.map(({ file, text }) => {
    if (file === ofSovereign) return ofSovereigns.shift() ?? '';
    return answersIn({ [file]: text }, ['acme']).join('\n');
  });
}

function fileOf(index: number): string {
  return `sovereigns/own-${index}/sovereign.ts`;
}

/** No two have one domain, unless one was made to. */
function withOwnDomain(text: string, index: number): string {
  return text.replaceAll(/(acme|globex)\.example/g, `own-${index}.example`);
}

function answersIn(files: Readonly<Record<string, string>>, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return inWorkspace(files, (root) => {
    const record = readFleetRecordAt(root);
    return names.map((name) => answerOf(name, record).replaceAll(root, ''));
  });
}

/** The tree, or the Issues, of which there are some. */
function answerOf(name: string, record: Result<FleetRecord>): string {
  if (!record.ok) return textOf(record.issues);
  const { fleet, kits, sovereigns, unread } = record.value;
  const refused = unread.find((one) => one.name === name);
  if (refused !== undefined) return textOf(refused.issues);
  const sovereign = sovereigns.find((one) => one.name === name);
  if (sovereign === undefined) throw new Error(`${name} is neither among the Sovereigns nor among what cannot be read`);
  const topology = resolve({ sovereign, fleet, kits });
  if (!topology.ok) return textOf(topology.issues);
  const tree = compile([topology.value]);
  const issues = issuesOfRefusedObjects(tree, [...tree.keys()], [sovereign]);
  return issues.length > 0 ? textOf(issues) : JSON.stringify([...tree]);
}

function textOf(issues: readonly Issue[]): string {
  if (issues.length === 0) throw new Error('it is refused without an Issue');
  const lines = issues.map(formatIssue);
  const unsaid = lines.find((line) => /\bat .*\(node:|\n/.test(line));
  if (unsaid !== undefined) throw new Error(`an Issue is no sentence: ${unsaid}`);
  return lines.join('\n');
}

function inWorkspace<Read>(files: Readonly<Record<string, string>>, read: (root: string) => Read): Read {
  const root = makeSpecs({ 'sovereigns/fleet.ts': goodFleet });
  try {
    writeFiles(root, files);
    return read(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
