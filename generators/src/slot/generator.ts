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

/** Gives a kit one more slot: its row in a file of its own, its name in the kit, and its line in the graph. */
export default async function slotGenerator(nxTree: NxTree, options: SlotOptions): Promise<() => Promise<void>> {
  const given = valueOf(parseSlotOptions({ ...options }));
  const record = valueOf(readFleet(nxTree));
  const { kit, row } = valueOf(planSlot(given, record.kits));
  const files = row === undefined ? [] : await filesOf(nxTree, `kits/${kit.name}`, row);
  const [own] = files;
  const lines = [
    `The kit ${kit.name} has ${given.name}${row === undefined ? '' : ` as number ${row.number}`}.`,
    `Next: give it values in ${own?.file ?? 'its row'}, run "npx nx sync", and commit all.`,
  ];
  return changeRecords(nxTree, { record, files, sovereigns: sovereignsWith(kit, record), render: false, lines });
}

/** The row, as an adopted one is written, and the two files that name it. */
async function filesOf(nxTree: NxTree, folder: string, row: NewSlot): Promise<readonly WrittenFile[]> {
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
  const file = `${folder}/${specifier.slice(2)}.ts`;
  const own = await formatFiles(nxTree, new Map([[file, slotFile(row, constant)]]));
  return [{ file, text: own.get(file) ?? '' }, ...edited];
}
