import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
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
import { type ObjectFile, parseSlotObjects } from './slot-objects';

/** A kit of the workspace below `root`, checked against its reviewed graph, or every Issue in it. */
export function readBootstrapKit(root: string, rows: NamedKit): Result<BootstrapKit> {
  const graph = graphFile(rows.name);
  if (!existsSync(join(root, graph))) return { ok: false, issues: [issueOfMissingGraph(graph)] };
  if (!isPlainFile(join(root, graph))) return { ok: false, issues: [issueOfOtherFile(graph)] };
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
  const all = allOf(files.map((one) => readObjectFile(root, one)));
  return all.ok ? { ok: true, value: all.value.flat() } : all;
}

/** What no API server takes as one object. */
const mostBytes = 3 * 1024 * 1024;

/** A link may lead to any file of this machine, which would stand in the tree, or in an Issue. */
function isPlainFile(path: string): boolean {
  const stats = lstatSync(path);
  return stats.isFile() && stats.size <= mostBytes;
}

function readObjectFile(root: string, { file, folder }: Omit<ObjectFile, 'text'>): Result<readonly WrittenObject[]> {
  if (!isPlainFile(join(root, file))) return { ok: false, issues: [issueOfOtherFile(file)] };
  return parseSlotObjects({ file, folder, text: readFileSync(join(root, file), 'utf8') });
}

function issueOfOtherFile(file: string): Issue {
  const problem = 'it is a link or a folder, or has more than 3 MiB';
  const remedy = 'Write what is meant into the file itself';
  return { file, field: 'file', value: 'no plain file', code: 'misplaced', problem, remedy };
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
