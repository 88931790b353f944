import type { Issue, Refusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import { fieldOf } from '../issue/zod-issues';
import type { BootstrapKit } from '../kit/checked-kit';
import { rolesOfBlock } from '../slot/building-block';
import { isPlainObject } from '../sovereign/chart-values';
import type { Sovereign } from '../sovereign/sovereign';

/** Slots that cannot be left out: those that the kit does not have, and the vClusters that A4 demands. */
export function issuesOfWithout(sovereign: Sovereign, kit: BootstrapKit): readonly Issue[] {
  return (sovereign.without ?? []).flatMap((name, index): readonly Issue[] => {
    const refusal = refusalOf(name, sovereign, kit);
    if (refusal === undefined) return [];
    return [{ file: sovereign.source, field: fieldOf(['without', index]), value: name, ...refusal }];
  });
}

function refusalOf(name: string, { slots = [], regions }: Sovereign, kit: BootstrapKit): Refusal | undefined {
  const slot = kit.slots.find((one) => one.name === name);
  if (slot === undefined) {
    const isOwn = slots.some((row) => isPlainObject(row) && 'name' in row && row.name === name);
    const names = kit.slots.map((one) => one.name);
    const remedy = isOwn ? 'Take its row out of "slots"' : pickOne(name, names);
    return { code: 'unknown-value', problem: 'the kit has no such slot', remedy };
  }
  const { buildingBlock: block } = slot;
  const region = block === undefined ? undefined : regions.find(({ role }) => rolesOfBlock(block).includes(role));
  if (block === undefined || region === undefined) return undefined;
  const problem = `it makes the ${block} vCluster, which A4 has in ${region.key}, a ${region.role} region`;
  return { code: 'contradiction', problem, remedy: 'Remove it' };
}
