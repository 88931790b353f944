import type { RenderProblem } from '../contract/rendered';

// Trees of Flux are a few Kustomizations deep. A Kustomization whose name grows with each substitution would apply itself
// under another name for ever; Flux would as well, until the cluster is full. These are our own limits.
const longestWay = 30;
const mostInRegion = 1000;

/** What is wrong with a Kustomization at the end of a way, where ways like it have no end in sight. */
export function endlessWay(way: readonly string[]): RenderProblem | undefined {
  const object = way.at(-1) ?? '';
  if (way.length <= longestWay) return undefined;
  const problem = `it is more than ${longestWay} Kustomizations away from the entry: ${ends(way)}`;
  return { kind: 'failed', object, field: 'spec.path', problem, remedy: 'Break the chain' };
}

/** What is wrong with a Kustomization in a region that has as many others as we render. */
export function tooMany(way: readonly string[], others: number): RenderProblem | undefined {
  const object = way.at(-1) ?? '';
  if (others < mostInRegion) return undefined;
  const problem = `the region has more than ${mostInRegion} Kustomizations; this one came by ${ends(way)}`;
  return { kind: 'failed', object, field: 'spec.path', problem, remedy: 'Have fewer of them' };
}

function ends(way: readonly string[]): string {
  const shown = way.length > 6 ? [...way.slice(0, 3), '…', ...way.slice(-3)] : way;
  return shown.join(' → ');
}
