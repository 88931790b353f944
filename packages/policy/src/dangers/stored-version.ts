import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { ChangeRule } from '../contract/rule';
import { mapsIn, valueAt } from '../objects/walk';

export const storedVersion: ChangeRule = {
  id: 'stored-version',
  severity: 'error',
  title: 'A CustomResourceDefinition keeps the version in which objects are stored',
  fault: { one: 'stored version leaves', many: 'stored versions leave', counts: 'findings' },
  why: 'The API server refuses the definition as long as an object may be stored in that version.',
  per: 'change',
  check: ({ changed }) =>
    changed
      .filter(({ after }) => after.object.kind === 'CustomResourceDefinition')
      .flatMap(({ before, after }) => {
        const stored = versionsOf(before).filter(({ storage }) => storage === true);
        const left = stored.filter(({ name }) => !versionsOf(after).some((one) => one['name'] === name));
        return left.map(({ name }) => ({
          at: after,
          field: 'spec.versions',
          problem: `objects are stored as ${printJson(name)}, and that version leaves`,
          remedy: 'Keep it as served: false until all objects are stored anew and status.storedVersions is without it',
        }));
      }),
};

function versionsOf({ object }: RenderedObject) {
  return mapsIn(valueAt(object, 'spec', 'versions'));
}
