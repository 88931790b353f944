import type { RenderProblem } from '@sovereign-fleet/renderer';
import type { RegionRule } from '../rule';

const rows = {
  failed: { id: 'rendered', severity: 'error', title: 'Every part renders' },
  'missing-chart': { id: 'found-chart', severity: 'error', title: 'Every chart could be had, and was rendered' },
  'missing-source': { id: 'found-source', severity: 'error', title: 'Every source is in the tree' },
  suspended: { id: 'not-suspended', severity: 'warning', title: 'Nothing is suspended' },
  'other-cluster': { id: 'this-cluster', severity: 'warning', title: 'Everything is for this cluster' },
  'changed-type': { id: 'kept-type', severity: 'warning', title: 'No value changes its type when it is substituted' },
} as const satisfies Record<RenderProblem['kind'], Pick<RegionRule, 'id' | 'severity' | 'title'>>;

/** The renderer's own problems of one kind, as findings. */
export function renderProblem(kind: RenderProblem['kind']): RegionRule {
  return {
    ...rows[kind],
    per: 'region',
    check: ({ rendered }) =>
      rendered.problems
        .filter((problem) => problem.kind === kind)
        .map(({ object, field, problem, remedy }) => ({ at: object, field, problem, remedy })),
  };
}

/** The id of the rule that reports the problems of a kind. */
export function ruleOfProblem(kind: RenderProblem['kind']): string {
  return rows[kind].id;
}
