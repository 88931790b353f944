import type { Issue, Refusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import type { Sovereign } from '../sovereign/sovereign';
import type { BootstrapKit } from '../kit/checked-kit';

/** A kit that the fleet does not have. */
export function issuesOfKit({ source, kit }: Sovereign, kits: readonly BootstrapKit[]): readonly Issue[] {
  if (kit === undefined) return [];
  const refusal = refusalOfKit(kit, kits);
  return refusal === undefined ? [] : [{ file: source, field: 'kit', value: kit, ...refusal }];
}

/** Why a name is not that of a kit of the fleet; undefined if it is. */
export function refusalOfKit(kit: string, kits: readonly BootstrapKit[]): Refusal | undefined {
  const names = kits.map(({ name }) => name);
  if (names.includes(kit)) return undefined;
  return { code: 'unknown-value', problem: 'the fleet has no such kit', remedy: pickOne(kit, names) };
}

/** The kit of a Sovereign: the one it names, else the fleet's first. Throws for one that `issuesOfKit` refuses. */
export function kitOf({ name, kit }: Pick<Sovereign, 'name' | 'kit'>, kits: readonly BootstrapKit[]): BootstrapKit {
  const found = kit === undefined ? kits[0] : kits.find((one) => one.name === kit);
  if (found === undefined) throw new Error(`${name} is of a kit that the fleet does not have`);
  return found;
}
