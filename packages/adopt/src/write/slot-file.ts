import { callsIn, type ModelMap } from '../model/expression';
import type { ModelSlot } from '../model/kit-model';
import { codeOf } from './code';
import { sourceText } from './source-file';

/** The text of the file of one slot. */
export function slotFile(slot: ModelSlot, name: string): string {
  const row = slot as object as ModelMap; // its fields hold nothing else
  const calls = callsIn(row);
  const ofKit = ['defineSlot', ...(calls.has('drop') ? ['drop'] : [])];
  const ofParameters = (['text', 'use'] as const).filter((call) => calls.has(call));
  return sourceText({
    imports: [
      { moduleSpecifier: '@sovereign-fleet/bootstrap-kit', namedImports: ofKit },
      ...(ofParameters.length === 0 ? [] : [{ moduleSpecifier: '../parameters', namedImports: ofParameters }]),
    ],
    constants: [{ name, value: `defineSlot(${codeOf(row)})`, isExported: true }],
  });
}

/** The name of a slot's files, without their endings: `58-mgmt-vcluster`. */
export function slotBase({ number, name }: Pick<ModelSlot, 'number' | 'name'>): string {
  return `${number}-${name.replace(/^bp-/, '')}`;
}
