import type { RenderedObject } from '@sovereign-fleet/renderer';
import { applierTitle, asApplier } from '../objects/object-id';
import type { ChangeRule } from '../contract/rule';
import { mapsIn, valueAt } from '../objects/walk';
import { dependencyOf } from '../region/wait-cycle';

export const startedDependency: ChangeRule = {
  id: 'started-dependency',
  severity: 'error',
  title: 'Nothing is suspended before it was first applied, while others wait for it',
  fault: { one: 'dependency never starts', many: 'dependencies never start', counts: 'findings' },
  why: 'What depends on it waits until it is ready, which it never is.',
  per: 'change',
  check: ({ added, after }) =>
    added.filter(isSuspended).flatMap((one) => {
      const waiting = after.objects.filter((other) => dependsOn(other, one));
      if (waiting.length === 0) return [];
      const names = waiting.map(({ object }) => object.metadata.name).join(', ');
      const problem = `it is new and suspended, and ${names} wait for it`;
      return [{ at: one, field: 'spec.suspend', problem, remedy: 'Let it be applied once, or take the dependsOn out' }];
    }),
};

function isSuspended({ object }: RenderedObject): boolean {
  return valueAt(object, 'spec', 'suspend') === true;
}

function dependsOn(one: RenderedObject, other: RenderedObject): boolean {
  const [own, named] = [asApplier(one), asApplier(other)];
  if (own === undefined || named === undefined) return false;
  const dependencies = mapsIn(valueAt(one.object, 'spec', 'dependsOn')).map((entry) => dependencyOf(entry, own));
  return dependencies.some((dependency) => applierTitle(dependency) === applierTitle(named));
}
