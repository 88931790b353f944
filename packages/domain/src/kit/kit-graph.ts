import { pickOne } from '../issue/nearest';
import { edgeText, slotsOfEdge } from '../slot/edge';
import { edgesOf } from '../slot/edges';
import type { KitIssue } from './kit-issue';
import type { Slot } from '../slot/slot';

/** Edges that point nowhere, and cycles. */
export function issuesInGraph(slots: readonly Slot[]): readonly KitIssue[] {
  return [...danglingEdges(slots), ...twinEdges(slots), ...cycles(slots)];
}

function danglingEdges(slots: readonly Slot[]): readonly KitIssue[] {
  const names = slots.map(({ name }) => name);
  return slots.flatMap((slot) =>
    slot.dependsOn
      .flatMap(slotsOfEdge)
      .filter((dependency) => !names.includes(dependency))
      .map((dependency) => ({
        field: `${slot.name}.dependsOn`,
        value: dependency,
        code: 'unknown-value' as const,
        problem: 'no slot has this name',
        remedy: pickOne(dependency, names),
      })),
  );
}

/** Edges that are there twice. */
function twinEdges(slots: readonly Slot[]): readonly KitIssue[] {
  return slots.flatMap(({ name, dependsOn }) => {
    const texts = dependsOn.map(edgeText);
    const twins = [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
    const problem = 'it is there twice';
    return twins.map((value) => {
      return { field: `${name}.dependsOn`, value, code: 'taken' as const, problem, remedy: 'Take one of them out' };
    });
  });
}

/** One Issue a cycle, at the slot where the walk in the order of the slots first meets it. */
function cycles(slots: readonly Slot[]): readonly KitIssue[] {
  const dependencies = new Map(slots.map((slot) => [slot.name, edgesOf(slot, { slots }).flatMap(slotsOfEdge)]));
  const done = new Set<string>();
  const found: KitIssue[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) found.push(cycle([...path.slice(start), name]));
    if (start >= 0 || done.has(name)) return;
    for (const dependency of dependencies.get(name) ?? []) visit(dependency, [...path, name]);
    done.add(name);
  };
  for (const { name } of slots) visit(name, []);
  return found;
}

function cycle(path: readonly [...string[], string]): KitIssue {
  const problem = `the slots wait for each other: ${path.join(' → ')}`;
  const remedy = 'Take one of these edges out';
  return { field: `${path[0]}.dependsOn`, value: path[1], code: 'cycle', problem, remedy };
}
