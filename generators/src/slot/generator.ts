import type { Tree as NxTree } from '@nx/devkit';
import { allOf, type Result, valueOf } from '@sovereign-fleet/domain';
import { addToGraph, addToKit, type AddedRow } from '@sovereign-fleet/workspace/edit';
import { readFleet } from '@sovereign-fleet/workspace/specs';
import { changeRecords, type WrittenFile } from '../change/change-records';
import { parseSlotOptions, type SlotOptions } from './options';
import { planSlot } from './plan';

/** Gives a kit one more slot: its row in a file of its own, its name in the kit, and its line in the graph. */
export default async function slotGenerator(nxTree: NxTree, options: SlotOptions): Promise<() => Promise<void>> {
  const given = valueOf(parseSlotOptions({ ...options }));
  const record = valueOf(readFleet(nxTree));
  const kitText = (kit: string) => nxTree.read(`kits/${kit}/kit.ts`, 'utf-8') ?? '';
  const isTaken = (kit: string, name: string) => new RegExp(`\\b${name}\\b`).test(kitText(kit));
  const { kit, row, text } = valueOf(planSlot(given, record.kits, isTaken));
  const files = row === undefined ? [] : valueOf(filesOf(nxTree, `kits/${kit.name}`, { row, text }));
  const sovereigns = record.sovereigns.filter((one) => (one.kit ?? record.kits[0]?.name) === kit.name);
  const lines = [
    `The kit ${kit.name} has ${given.name}${row === undefined ? '' : ` as number ${row.number}`}.`,
    `Next: give it values in kits/${kit.name}/${row?.specifier.slice(2) ?? ''}.ts, run "npx nx sync", and commit all.`,
  ];
  return changeRecords(nxTree, { record, files, sovereigns, render: false, lines });
}

interface NewRow {
  readonly row: AddedRow;
  readonly text: string;
}

function filesOf(nxTree: NxTree, folder: string, { row, text }: NewRow): Result<readonly WrittenFile[]> {
  const edit = (name: string, add: typeof addToKit): Result<WrittenFile> => {
    const file = `${folder}/${name}`;
    const after = add({ file, text: nxTree.read(file, 'utf-8') ?? '' }, row);
    return after.ok ? { ok: true, value: { file, text: after.value } } : after;
  };
  const own: WrittenFile = { file: `${folder}/${row.specifier.slice(2)}.ts`, text };
  const edited = allOf([edit('kit.ts', addToKit), edit('graph.yaml', addToGraph)]);
  return edited.ok ? { ok: true, value: [own, ...edited.value] } : edited;
}
