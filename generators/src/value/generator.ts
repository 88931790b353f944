import type { Tree as NxTree } from '@nx/devkit';
import { type Issue, isRefusal, parseValuePath, type Result, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import { type RecordEdit, removalPath } from '@sovereign-fleet/workspace/edit';
import { changeRecords } from '../change/change-records';
import { findRegion } from '../change/find-region';
import { readNamed } from '../change/read-named';
import { type GivenValue, parseValueOptions, type ValueOptions } from './options';
import { readValue } from './read-value';

/** Says a value of a slot's chart in the record of a Sovereign, for all of its regions or for one. */
export default async function valueGenerator(nxTree: NxTree, options: ValueOptions): Promise<() => Promise<void>> {
  const given = valueOf(parseValueOptions({ ...options }));
  const { record, sovereign } = readNamed(nxTree, given.name);
  const files = [{ file: sovereign.source, edits: [valueOf(planEdit(given, sovereign))] }];
  const lines = linesOf(given, sovereign);
  return changeRecords(nxTree, { record, files, sovereigns: [sovereign], render: given.render, lines });
}

function planEdit(given: GivenValue, sovereign: Sovereign): Result<RecordEdit> {
  const { slot, region, value } = given;
  const keys = keysOf(given.path);
  if (!keys.ok) return keys;
  const said = region === undefined ? sovereign : findRegion(region, sovereign);
  const path = ['overrides', slot, ...keys.value];
  const within = region === undefined ? [] : ['regions', { region }];
  if (value === undefined) return { ok: true, value: { path: [...within, ...removalPath(said, path)], value } };
  const read = readValue(value, { isText: given.string, args: process.argv });
  return read.ok ? { ok: true, value: { path: [...within, ...path], value: read.value } } : read;
}

/** A list is replaced as a whole, so that a path ends before one. */
function keysOf(text: string): Result<readonly string[]> {
  const at = { file: commandLine, field: 'path', value: text };
  const path = parseValuePath(text);
  if (isRefusal(path)) return { ok: false, issues: [{ ...at, ...path }] };
  const index = path.findIndex((step) => typeof step === 'number');
  if (index === -1) return { ok: true, value: path.map(String) };
  const list = path.slice(0, index).join('.');
  const issue: Issue = {
    ...at,
    code: 'malformed',
    problem: 'a layer replaces a list as a whole',
    remedy: `Write ${list} and the whole list as JSON`,
  };
  return { ok: false, issues: [issue] };
}

function linesOf({ region, path, slot, value }: GivenValue, { name, source }: Sovereign): readonly string[] {
  const where = region === undefined ? name : `${name} in ${region}`;
  const what = value === undefined ? 'is what the layers above say, or the kit' : 'is said in its record';
  return [
    `${path} of ${slot} in ${where} ${what}.`,
    `Next: look at the differences, and commit ${source} with gitops-out/.`,
  ];
}
