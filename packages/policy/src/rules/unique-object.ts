import type { RenderedObject } from '@sovereign-fleet/renderer';
import { applierTitle, objectId } from '../objects/object-id';
import type { RegionRule } from '../contract/rule';

export const uniqueObject: RegionRule = {
  id: 'unique-object',
  severity: 'error',
  title: 'Every object is declared once, by one Kustomization or HelmRelease',
  fault: { one: 'object is declared more than once', many: 'objects are declared more than once', counts: 'findings' },
  why: 'Two owners write over each other at each of their intervals, and whoever goes removes it for both.',
  per: 'region',
  check: ({ rendered }) =>
    twins(rendered.objects).map(([first, others]) => {
      const appliers = [...new Set([first, ...others].map(({ appliedBy }) => applierTitle(appliedBy)))];
      const times = `${others.length + 1} times`;
      const problem =
        appliers.length === 1
          ? `${appliers.join('')} declares it ${times}`
          : `it is declared ${times}, by ${appliers.join(' and ')}: each would undo the other`;
      return { at: first, problem, remedy: 'Declare it in one of them' };
    }),
};

type Twins = readonly [RenderedObject, readonly RenderedObject[]];

function twins(objects: readonly RenderedObject[]): readonly Twins[] {
  const firsts = new Map<string, [RenderedObject, RenderedObject[]]>();
  for (const object of objects) {
    const id = objectId(object);
    const known = firsts.get(id);
    if (known === undefined) firsts.set(id, [object, []]);
    else known[1].push(object);
  }
  return [...firsts.values()].filter(([, others]) => others.length > 0);
}
