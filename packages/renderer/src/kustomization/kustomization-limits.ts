import type { RenderProblem } from '../contract/rendered';

// Trees of Flux are a few Kustomizations deep. A Kustomization whose name grows with each substitution would apply itself
// under another name for ever; Flux would as well, until the cluster is full. These are our own limits.
const longestChain = 30;
const mostInRegion = 1000;

/** What is wrong with a Kustomization at the end of a way, where ways like it have no end in sight. */
export function endlessChainProblem(chain: readonly string[]): RenderProblem | undefined {
  const object = chain.at(-1) ?? '';
  if (chain.length <= longestChain) return undefined;
  const problem = `it is more than ${longestChain} Kustomizations away from the entry: ${shortChain(chain)}`;
  return { kind: 'failed', object, field: 'spec.path', problem, remedy: 'Break the chain' };
}

/** What is wrong with a Kustomization in a region that has as many others as we render. */
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
