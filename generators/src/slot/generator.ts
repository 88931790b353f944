import type { Tree as NxTree } from '@nx/devkit';
import { identifiersOf, slotFile } from '@sovereign-fleet/adopt';
import { allOf, type Result, slotFolderName, valueOf } from '@sovereign-fleet/domain';
import { addToGraph, addToKit } from '@sovereign-fleet/workspace/edit';
import { readFleet } from '@sovereign-fleet/workspace/specs';
import { changeRecords, type WrittenFile } from '../change/change-records';
import { sovereignsWith } from '../change/sovereigns-with';
import { formatFiles } from '../nx/format';
import { parseSlotOptions, type SlotOptions } from './options';
import { type NewSlot, planSlot } from './plan';
import { schemaFile, typesFile } from '../values/slot-schemas';
import { valueTypes } from '../values/value-types';
import { findSchema } from './values-schema';

/** Gives a kit one more slot: its row in a file of its own, its name in the kit, and its line in the graph. */
export default async function slotGenerator(nxTree: NxTree, options: SlotOptions): Promise<() => Promise<void>> {
  const given = valueOf(parseSlotOptions({ ...options }));
  const record = valueOf(readFleet(nxTree));
  const { kit, row } = valueOf(planSlot(given, record.kits));
  const types = row === undefined ? noTypes : await typesOf(nxTree, row, { kit, pull: given.pull });
  const files = row === undefined ? [] : await filesOf(nxTree, `kits/${kit.name}`, { row, types });
  const [own] = files;
  const lines = [
    `The kit ${kit.name} has ${given.name}${row === undefined ? '' : ` as number ${row.number}`}.`,
    ...types.lines,
    `Next: give it values in ${own?.file ?? 'its row'}, run "npx nx sync", and commit all.`,
  ];
  return changeRecords(nxTree, { record, files, sovereigns: sovereignsWith(kit, record), render: false, lines });
}

/** What types the values of a row: the schema of its chart beside it, and what is made of that. */
interface RowTypes {
  /** By their paths from the row's own folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
}

const noTypes: RowTypes = { files: {}, lines: [] };

async function typesOf(nxTree: NxTree, row: NewSlot, from: Parameters<typeof findSchema>[2]): Promise<RowTypes> {
  const found = await findSchema(nxTree, row, from);
  if ('reason' in found) return { files: {}, lines: [`Its values have no types: ${found.reason}.`] };
  const file = `kits/${from.kit.name}/slots/${slotFolderName(row)}/${schemaFile}`;
  try {
    const types = await valueTypes(found.text, { root: nxTree.root, file });
    return { files: { [schemaFile]: found.text, [typesFile]: types }, lines: [] };
  } catch (error) {
    // A slot without types is as good for a cluster.
    const reason = error instanceof Error ? error.message.replace(/^.*\n/, '') : String(error);
    return { files: {}, lines: [`Its values have no types: ${reason}`] };
  }
}

/** The row, as an adopted one is written, the two files that name it, and what types its values. */
async function filesOf(
  nxTree: NxTree,
  folder: string,
  { row, types }: { readonly row: NewSlot; readonly types: RowTypes },
): Promise<readonly WrittenFile[]> {
  const textOf = (name: string) => nxTree.read(`${folder}/${name}`, 'utf-8') ?? '';
  const taken = textOf('kit.ts').match(/[A-Za-z_$][\w$]*/g) ?? [];
  const [constant = ''] = identifiersOf([row.name.replace(/^bp-/, '')], taken);
  const specifier = `./slots/${slotFolderName(row)}`;
  const added = { constant, specifier, number: row.number, name: row.name, dependsOn: row.dependsOn };
  const edit = (name: string, add: typeof addToKit): Result<WrittenFile> => {
    const after = add({ file: `${folder}/${name}`, text: textOf(name) }, added);
    return after.ok ? { ok: true, value: { file: `${folder}/${name}`, text: after.value } } : after;
  };
  const edited = valueOf(allOf([edit('kit.ts', addToKit), edit('graph.yaml', addToGraph)]));
  const base = `${folder}/${specifier.slice(2)}`;
  const beside = Object.entries(types.files).map(([name, text]) => ({ file: `${base}/${name}`, text }));
  const module = beside.length === 0 ? undefined : `./${slotFolderName(row)}/${typesFile.replace(/\.ts$/, '')}`;
  const own = await formatFiles(nxTree, new Map([[`${base}.ts`, slotFile(row, constant, module)]]));
  return [{ file: `${base}.ts`, text: own.get(`${base}.ts`) ?? '' }, ...edited, ...beside];
}
