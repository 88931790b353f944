import type { RenderProblem } from '../contract/rendered';

// Flux trees are a few Kustomizations deep. If the name of a Kustomization grows with each substitution, it applies
// itself under a new name for ever. Flux would do the same until the cluster is full. These limits are our own.
const longestChain = 30;
const mostInRegion = 1000;

/** How often a region is rendered with variables that came later. */
export const mostRounds = 10;

/** The problem of a name that no label holds: Flux labels all that it applies with it (ssa: SetOwnerLabels). */
export function longNameProblem(object: string, name: string): RenderProblem | undefined {
  if (name.length <= longestLabel) return undefined;
  const problem =
    `its name has ${name.length} characters, and Flux writes it into a label of all that it applies, which holds at ` +
    `most ${longestLabel}: the API server refuses that, and nothing is applied`;
  return { kind: 'failed', object, field: 'metadata.name', problem, remedy: 'Write a shorter name' };
}

const longestLabel = 63;

/** The problem of a region in which each round makes other variables. */
export function unsettledProblem(entry: string): RenderProblem {
  const problem = `its variables from ConfigMaps and Secrets change in each of ${mostRounds} rounds`;
  const remedy = 'Let no Kustomization make what its own variables are taken from';
  return { kind: 'failed', object: entry, field: 'spec.postBuild.substituteFrom', problem, remedy };
}

/** The problem of a Kustomization at the end of a chain that is too long. */
export function endlessChainProblem(chain: readonly string[]): RenderProblem | undefined {
  const object = chain.at(-1) ?? '';
  if (chain.length <= longestChain) return undefined;
  const problem = `it is more than ${longestChain} Kustomizations away from the entry: ${shortChain(chain)}`;
  return { kind: 'failed', object, field: 'spec.path', problem, remedy: 'Break the chain' };
}

/** The problem of a Kustomization in a region that already has as many as we render. */
export function regionSizeProblem(chain: readonly string[], others: number): RenderProblem | undefined {
  const object = chain.at(-1) ?? '';
  if (others < mostInRegion) return undefined;
  const problem = `the region has more than ${mostInRegion} Kustomizations; this one came by ${shortChain(chain)}`;
  return { kind: 'failed', object, field: 'spec.path', problem, remedy: 'Have fewer of them' };
}

function shortChain(chain: readonly string[]): string {
  const steps = chain.length > 6 ? [...chain.slice(0, 3), '…', ...chain.slice(-3)] : chain;
  return steps.join(' → ');
}
