import { objectTitle } from '../objects/object-id';
import type { ChangeRule } from '../contract/rule';
import { countOf, leaves, movesIn } from './moved-objects';

export const keptOwner: ChangeRule = {
  id: 'kept-owner',
  severity: 'warning',
  title: 'An object stays with the Kustomization or the release that applies it',
  fault: { one: 'set of objects gets another owner', many: 'sets of objects get another owner', counts: 'findings' },
  why: 'The old owner deletes what is no longer in its tree, unless the new one has applied it first.',
  per: 'change',
  check: (change) =>
    movesIn(change)
      .filter(({ from }) => !leaves(change, from))
      .map(({ from, to, objects }) => ({
        at: from,
        problem: `${countOf(objects.map(objectTitle))} go to ${to}, and it deletes them if it comes first`,
        remedy: 'Mark them prune: disabled first, or helm.sh/resource-policy: keep, in a change of its own',
      })),
};
