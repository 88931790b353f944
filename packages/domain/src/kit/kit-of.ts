import type { Issue } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import type { Sovereign } from '../sovereign/sovereign';
import type { BootstrapKit } from './bootstrap-kit';

/** A kit that the fleet does not have. */
export function issuesOfKit({ source, kit }: Sovereign, kits: readonly BootstrapKit[]): readonly Issue[] {
  const names = kits.map(({ name }) => name);
  if (kit === undefined || names.includes(kit)) return [];
  const problem = 'the fleet has no such kit';
  return [{ file: source, field: 'kit', value: kit, code: 'unknown-value', problem, remedy: pickOne(kit, names) }];
}

/** The kit of a Sovereign: the one it names, else the fleet's first. Throws for one that `issuesOfKit` refuses. */
export function kitOf({ name, kit }: Pick<Sovereign, 'name' | 'kit'>, kits: readonly BootstrapKit[]): BootstrapKit {
  const found = kit === undefined ? kits[0] : kits.find((one) => one.name === kit);
  if (found === undefined) throw new Error(`${name} is of a kit that the fleet does not have`);
  return found;
}
