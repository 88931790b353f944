import { groupOf } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { ChangeRule } from '../contract/rule';

export const keptContents: ChangeRule = {
  id: 'kept-contents',
  severity: 'warning',
  title: 'No Namespace and no CustomResourceDefinition leaves',
  fault: { one: 'object takes others along', many: 'objects take others along', counts: 'findings' },
  why: 'A Namespace takes along all that is in it, and a CustomResourceDefinition all objects of its kind.',
  per: 'change',
  check: ({ removed }) =>
    removed.flatMap((one) => {
      const what = takenAlong(one);
      if (what === undefined) return [];
      const remedy = 'Take out what it holds first, or mark it prune: disabled or helm.sh/resource-policy: keep';
      const problem = `it leaves, and with it ${what}, whoever made that`;
      return [{ at: one, problem, remedy, losesData: true }];
    }),
};

function takenAlong({ object: { kind, apiVersion } }: RenderedObject): string | undefined {
  if (kind === 'Namespace' && apiVersion === 'v1') return 'all that is in it';
  const isCrd = kind === 'CustomResourceDefinition' && groupOf(apiVersion) === 'apiextensions.k8s.io';
  return isCrd ? 'all objects of its kind' : undefined;
}
