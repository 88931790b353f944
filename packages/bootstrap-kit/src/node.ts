import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  allOf,
  type BootstrapKit,
  type Issue,
  type NamedKit,
  parseBootstrapKit,
  type Result,
  type WrittenObject,
} from '@sovereign-fleet/domain';
import { parseExpectedSlots } from './expected-slots';
import { graphFile, kitFile, slotsFolder } from './layout';
import { parseSlotObjects } from './slot-objects';

/** A kit of the workspace below `root`, checked against its reviewed graph, or every Issue in it. */
export function readBootstrapKit(root: string, rows: NamedKit): Result<BootstrapKit> {
  const graph = graphFile(rows.name);
  if (!existsSync(join(root, graph))) return { ok: false, issues: [issueOfMissingGraph(graph)] };
  const slots = parseExpectedSlots(graph, readFileSync(join(root, graph), 'utf8'));
  const objects = readObjects(root, slotsFolder(rows.name));
  if (!slots.ok) return slots;
  if (!objects.ok) return objects;
  const lock = { source: graph, slots: slots.value };
  return parseBootstrapKit({ source: kitFile(rows.name), rows, lock, objects: objects.value });
}

/** The objects in the folders beside rows, which stand in `folder`, in the order of their files. */
export function readObjects(root: string, folder: string): Result<readonly WrittenObject[]> {
  const files = foldersIn(join(root, folder)).flatMap((name) => {
    const yaml = readdirSync(join(root, folder, name)).filter((file) => /\.ya?ml$/.test(file));
    return yaml.sort().map((file) => ({ file: `${folder}/${name}/${file}`, folder: name }));
  });
  const read = files.map((one) => parseSlotObjects({ ...one, text: readFileSync(join(root, one.file), 'utf8') }));
  const all = allOf(read);
  return all.ok ? { ok: true, value: all.value.flat() } : all;
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function issueOfMissingGraph(file: string): Issue {
  return {
    file,
    field: 'reviewed graph',
    value: undefined,
    code: 'missing',
    problem: 'there is no such file',
    remedy: `Restore it, as by "git restore ${file}", or write "slots:" and a row for each slot`,
  };
}
