import {
  type BootstrapKit,
  type Issue,
  pickOne,
  refusalOfKit,
  type Result,
  resultOf,
  slotFolderName,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { AddedRow } from '@sovereign-fleet/workspace/edit';
import type { GivenSlot } from './options';

/** A new row of a kit; undefined where it is there as the command says it. */
export interface SlotPlan {
  readonly kit: BootstrapKit;
  readonly row: AddedRow | undefined;
  /** The text of its file, which is `<row.specifier>.ts` in the folder of the kit. */
  readonly text: string;
}

/** What `nx g slot` writes, or every Issue: a kit, a source or a dependency that there is not, a name that is taken. */
export function planSlot(
  given: GivenSlot,
  kits: readonly BootstrapKit[],
  isTaken: (kit: string, name: string) => boolean,
): Result<SlotPlan> {
  const [first] = kits;
  const kit = kits.find(({ name }) => name === (given.kit ?? first?.name));
  const refusal = refusalOfKit(given.kit ?? first?.name ?? '', kits);
  if (kit === undefined || refusal !== undefined) {
    const unknown = refusal ?? { code: 'missing', problem: 'the fleet has no kit', remedy: 'Add one' };
    return { ok: false, issues: [{ file: commandLine, field: '--kit', value: given.kit, ...unknown }] };
  }
  const present = kit.slots.find(({ name }) => name === given.name);
  if (present !== undefined) return presentSlot(given, kit);
  const number = given.number ?? nextNumber(kit);
  const issues = issuesOf({ ...given, number }, kit);
  return resultOf(issues, () => {
    const constant = constantOf(given.name, (one) => isTaken(kit.name, one));
    const specifier = `./slots/${slotFolderName({ number, name: given.name })}`;
    const row = { constant, specifier, number, name: given.name, dependsOn: given.dependsOn };
    return { kit, row, text: rowText({ ...given, number }, constant, kit) };
  });
}

function presentSlot({ name, version, number }: GivenSlot, kit: BootstrapKit): Result<SlotPlan> {
  const present = kit.slots.find((slot) => slot.name === name);
  const isSame = present?.chart.version === version && (number ?? present.number) === present.number;
  if (isSame) return { ok: true, value: { kit, row: undefined, text: '' } };
  const problem = `the kit ${kit.name} has it, as number ${present?.number ?? ''} with ${present?.chart.version ?? ''}`;
  const remedy = `For another version: nx g upgrade ${name} ${version}; for all else edit its row`;
  return { ok: false, issues: [{ file: commandLine, field: 'name', value: name, code: 'taken', problem, remedy }] };
}

/** Behind the highest; where that is 99, the lowest that is free. */
function nextNumber({ slots }: BootstrapKit): string {
  const taken = new Set(slots.map(({ number }) => Number(number.slice(0, 2))));
  const highest = Math.max(0, ...taken);
  const numbers = Array.from({ length: 99 }, (_, index) => index + 1);
  const next = numbers.find((one) => one > highest) ?? numbers.find((one) => !taken.has(one)) ?? 99;
  return String(next).padStart(2, '0');
}

function issuesOf(given: GivenSlot & { readonly number: string }, { slots, sources }: BootstrapKit): readonly Issue[] {
  const names = slots.map(({ name }) => name);
  const owner = slots.find(({ number }) => number === given.number);
  const { source } = given;
  const placeOf = (field: string, value: string) => ({ file: commandLine, field, value });
  const unknown = { code: 'unknown-value', problem: 'the kit has no such slot' } as const;
  return [
    ...given.dependsOn
      .filter((name) => !names.includes(name))
      .map((name) => ({ ...placeOf('--depends-on', name), ...unknown, remedy: pickOne(name, names) })),
    ...(source === undefined || Object.hasOwn(sources, source)
      ? []
      : [
          {
            ...placeOf('--source', source),
            ...unknown,
            problem: 'the kit has no such source',
            remedy: pickOne(source, Object.keys(sources)),
          },
        ]),
    ...(owner === undefined
      ? []
      : [
          {
            ...placeOf('--number', given.number),
            code: 'taken' as const,
            problem: `${owner.name} has it`,
            remedy: 'Leave it out, or take another',
          },
        ]),
  ];
}

function constantOf(name: string, isTaken: (name: string) => boolean): string {
  const words = name.replace(/^bp-/, '').split('-');
  const joined = words
    .map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join('');
  const constant = /^\d/.test(joined) ? `slot${joined}` : joined;
  return isTaken(constant) ? `${constant}Slot` : constant;
}

/** A namespace that another slot makes is not made twice. */
function rowText(given: GivenSlot & { readonly number: string }, constant: string, { slots }: BootstrapKit): string {
  const { name, number, chart, source, version, namespace, dependsOn } = given;
  const isMade = slots.some((slot) => slot.namespace.name === namespace && slot.namespace.from === 'slot');
  const ofChart = [
    ...(source === undefined ? [] : [`source: '${source}'`]),
    ...(chart === name ? [] : [`name: '${chart}'`]),
    `version: '${version}'`,
  ];
  return [
    "import type { Slot } from '@sovereign-fleet/nx';",
    '',
    `export const ${constant}: Slot<'${name}'> = {`,
    `  number: '${number}',`,
    `  name: '${name}',`,
    `  chart: { ${ofChart.join(', ')} },`,
    `  namespace: { name: '${namespace}', from: '${isMade ? 'elsewhere' : 'slot'}' },`,
    `  dependsOn: [${dependsOn.map((one) => `'${one}'`).join(', ')}],`,
    '};',
    '',
  ].join('\n');
}
