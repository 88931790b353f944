import type { Refusal } from '../issue/issue';
import type { Edge } from './edge';
import { edgesOf, type Rows } from './edges';
import type { Slot } from './slot';
import { type Place, slotState, type SlotState } from './slot-state';

/** The slots that a slot waits for in a region, by name: of a choice the one that is on there. */
export function dependenciesIn(slot: Slot, kit: Rows, place: Place): readonly string[] {
  return edgesOf(slot, kit).flatMap((edge) => (typeof edge === 'string' ? [edge] : enabledOf(edge.oneOf, kit, place)));
}

export interface EdgeRefusal extends Refusal {
  readonly slot: Slot;
  readonly value: unknown;
  /** The slots that it needs, by name: one of them would do. */
  readonly needs: readonly string[];
}

/**
 * Edges to slots that are never ready in the region (helm-controller: dependsOn), of slots that are on there, or have
 * another of these states.
 */
export function edgeRefusals(kit: Rows, place: Place, states: readonly SlotState[] = ['on']): readonly EdgeRefusal[] {
  const waiting = kit.slots.filter((slot) => states.includes(slotState(slot, place)));
  return waiting.flatMap((slot) => edgesOf(slot, kit).flatMap((edge) => refusalsOfEdge({ slot, edge }, kit, place)));
}

interface EdgeOfSlot {
  readonly slot: Slot;
  readonly edge: Edge;
}

function refusalsOfEdge({ slot, edge }: EdgeOfSlot, kit: Rows, place: Place): readonly EdgeRefusal[] {
  if (typeof edge === 'string') {
    const state = stateIn(edge, kit, place);
    const isNeverReady = state === 'absent' || state === 'suspended';
    return isNeverReady ? [{ slot, value: edge, needs: [edge], ...neverReady(edge, state) }] : [];
  }
  const enabled = enabledOf(edge.oneOf, kit, place);
  if (enabled.length === 1) return [];
  const which = enabled.length === 0 ? 'none of them is' : `${enabled.join(' and ')} are`;
  const problem = `waits for one of ${edge.oneOf.join(', ')}, and ${which} on`;
  const remedy = 'Turn one of them on, and the others off';
  return [{ slot, value: edge.oneOf, needs: edge.oneOf, code: 'contradiction', problem, remedy }];
}

function neverReady(name: string, state: 'absent' | 'suspended'): Refusal {
  const problem = `waits for ${name}, which is ${state} there and so never ready`;
  const remedy = `Turn ${name} on there, or take the edge out`;
  return { code: 'contradiction', problem, remedy };
}

function enabledOf(names: readonly string[], kit: Rows, place: Place): readonly string[] {
  return names.filter((name) => stateIn(name, kit, place) === 'on');
}

/** The state of a slot by its name. A name that no slot has is found with the graph. */
function stateIn(name: string, { slots }: Rows, place: Place) {
  const slot = slots.find((other) => other.name === name);
  return slot === undefined ? undefined : slotState(slot, place);
}
