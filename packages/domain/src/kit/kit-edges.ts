import { slotsOfEdge } from '../slot/edge';
import { edgesOf, type Rows } from '../slot/edges';
import { rolesOfSlot, stateOffByRole } from '../slot/slot-state';
import { roles } from '../sovereign/region';
import type { KitIssue } from './kit-issue';

/** Edges that cannot hold in the regions of a role, whatever Sovereigns there are. */
export function issuesOfEdgesByRole(kit: Rows): readonly KitIssue[] {
  return kit.slots.flatMap((slot) => {
    const own = rolesOfSlot(slot);
    return edgesOf(slot, kit).flatMap((edge) => {
      const [name, ...others] = slotsOfEdge(edge);
      const dependency = kit.slots.find((other) => other.name === name);
      if (dependency === undefined || others.length > 0) return [];
      const state = stateOffByRole(dependency);
      const role = roles.find((one) => own.includes(one) && !rolesOfSlot(dependency).includes(one));
      if (role === undefined || state === 'empty') return [];
      const problem = `in ${role} regions ${dependency.name} is ${state}, and never ready`;
      const remedy = `Write where.roles of ${slot.name} so that it is off there too, or take the edge out`;
      return [{ field: `${slot.name}.dependsOn`, value: name, code: 'contradiction' as const, problem, remedy }];
    });
  });
}
