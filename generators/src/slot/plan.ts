import { isDeepStrictEqual } from 'node:util';
import {
  type BootstrapKit,
  bornNamespaces,
  type Issue,
  pickOne,
  refusalOfKit,
  type Result,
  resultOf,
  type Slot,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import { noKit } from '@sovereign-fleet/workspace/specs';
import type { GivenSlot } from './options';

/** A new row of a kit; undefined where it is there as the command says it. */
export interface SlotPlan {
  readonly kit: BootstrapKit;
  readonly row: NewSlot | undefined;
}

/** A slot as its row says it. */
export interface NewSlot extends Pick<Slot, 'number' | 'name'> {
  readonly namespace: { readonly name: string; readonly from: 'slot' | 'elsewhere' };
  readonly chart: { readonly source?: string; readonly name?: string; readonly version: string };
  readonly dependsOn: readonly string[];
}

/** What `nx g slot` writes, or every Issue: a kit, a source or a dependency that there is not, a name that is taken. */
export function planSlot(given: GivenSlot, kits: readonly BootstrapKit[]): Result<SlotPlan> {
  const [first] = kits;
  if (first === undefined) return { ok: false, issues: [noKit] };
  const asked = given.kit ?? first.name;
  const refusal = refusalOfKit(asked, kits);
  if (refusal !== undefined) return { ok: false, issues: [{ ...place('--kit', asked), ...refusal }] };
  const kit = kits.find(({ name }) => name === asked) ?? first;
  const present = kit.slots.find(({ name }) => name === given.name);
  const row = rowOf(given, present?.number ?? nextNumber(kit), kit);
  if (present !== undefined) return presentSlot(present, row, { kit, kits });
  return resultOf(issuesOf(row, kit), () => ({ kit, row }));
}

/** A namespace that another slot makes, or that is there from birth, is not made twice. */
function rowOf(given: GivenSlot, number: string, { slots }: BootstrapKit): NewSlot {
  const { name, chart, source, version, namespace, dependsOn } = given;
  const others = slots.filter((slot) => slot.name !== name);
  const makers = others.filter(({ namespace: made, runsIn }) => made.from !== 'elsewhere' && runsIn === undefined);
  const isMade = [...bornNamespaces, ...makers.map((slot) => slot.namespace.name)].includes(namespace);
  return {
    number: given.number ?? number,
    name,
    chart: { ...(source === undefined ? {} : { source }), ...(chart === name ? {} : { name: chart }), version },
    namespace: { name: namespace, from: isMade ? 'elsewhere' : 'slot' },
    dependsOn,
  };
}

interface OfKits {
  readonly kit: BootstrapKit;
  readonly kits: readonly BootstrapKit[];
}

/** The same command once more changes nothing; any other one is for another command, or for the row. */
function presentSlot(present: Slot, row: NewSlot, { kit, kits }: OfKits): Result<SlotPlan> {
  const { number, chart, namespace, dependsOn } = present;
  const { source, version, name = present.name } = chart;
  const asked = { ...row, chart: { name: present.name, ...row.chart } };
  const said = { number, name: present.name, chart: { name, ...(source === undefined ? {} : { source }), version } };
  if (isDeepStrictEqual(asked, { ...said, namespace, dependsOn })) return { ok: true, value: { kit, row: undefined } };
  const problem = `the kit ${kit.name} has it, as number ${number} with ${version}`;
  const isOfSeveral = kits.filter(({ slots }) => slots.some(({ name: other }) => other === row.name)).length > 1;
  const command = `nx g upgrade ${row.name} ${row.chart.version}${isOfSeveral ? ` --kit=${kit.name}` : ''}`;
  const remedy = `For another version: ${command}; for all else edit its row`;
  return { ok: false, issues: [{ ...place('name', row.name), code: 'taken', problem, remedy }] };
}

/** Behind the highest; where that is 99, the lowest that is free. */
function nextNumber({ slots }: BootstrapKit): string {
  const taken = new Set(slots.map(({ number }) => Number(number.slice(0, 2))));
  const highest = Math.max(0, ...taken);
  const numbers = Array.from({ length: 99 }, (_, index) => index + 1);
  const next = numbers.find((one) => one > highest) ?? numbers.find((one) => !taken.has(one)) ?? 99;
  return String(next).padStart(2, '0');
}

function issuesOf({ number, chart, dependsOn }: NewSlot, { slots, sources }: BootstrapKit): readonly Issue[] {
  const names = slots.map(({ name }) => name);
  const owner = slots.find((slot) => slot.number === number);
  const { source = Object.keys(sources)[0] ?? '' } = chart;
  const unknownSource = { code: 'unknown-value', problem: 'the kit has no such source' } as const;
  return [
    ...dependsOn.filter((name) => !names.includes(name)).map((name) => issueOfDependency(name, names)),
    ...(Object.hasOwn(sources, source)
      ? []
      : [{ ...place('--source', source), ...unknownSource, remedy: pickOne(source, Object.keys(sources)) }]),
    ...(owner === undefined ? [] : [issueOfNumber(number, owner.name)]),
  ];
}

function issueOfDependency(name: string, names: readonly string[]): Issue {
  const problem = 'the kit has no such slot';
  return { ...place('--depends-on', name), code: 'unknown-value', problem, remedy: pickOne(name, names) };
}

function issueOfNumber(number: string, owner: string): Issue {
  const remedy = 'Leave it out, or take another';
  return { ...place('--number', number), code: 'taken', problem: `${owner} has it`, remedy };
}

function place(field: string, value: string) {
  return { file: commandLine, field, value };
}
