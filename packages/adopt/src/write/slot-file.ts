import { callsIn, type ModelMap } from '../model/expression';
import type { ModelSlot } from '../model/kit-model';
import { codeOf } from './code';
import { sourceText } from './source-file';

const kitPackage = { moduleSpecifier: '@sovereign-fleet/nx' };

/** The text of the file of one slot; `values` is the module with the types of its values, where there is one. */
export function slotFile(slot: ModelSlot, name: string, values?: string): string {
  const row = slot as object as ModelMap; // its fields hold nothing else
  const calls = callsIn(row);
  const ofParameters = (['text', 'use'] as const).filter((call) => calls.has(call));
  return sourceText({
    imports: [
      calls.has('drop')
        ? { ...kitPackage, namedImports: ['drop', 'type Slot'] }
        : { ...kitPackage, namedImports: ['Slot'], isTypeOnly: true },
      ...(ofParameters.length === 0 ? [] : [{ moduleSpecifier: '../parameters', namedImports: ofParameters }]),
      ...(values === undefined ? [] : [{ moduleSpecifier: values, namedImports: ['Values'], isTypeOnly: true }]),
    ],
    constants: [
      {
        name,
        type: `Slot<'${slot.name}'${values === undefined ? '' : ', Values'}>`,
        value: codeOf(row),
        isExported: true,
      },
    ],
  });
}

/** The name of a slot's files, without their endings: `58-mgmt-vcluster`. */
export function slotBase({ number, name }: Pick<ModelSlot, 'number' | 'name'>): string {
  return `${number}-${name.replace(/^bp-/, '')}`;
}
