import { objectTitle } from '../objects/object-id';
import type { ChangeRule } from '../contract/rule';
import { countOf, leaves, movesIn } from './moved-objects';
import { hasVolume } from './volumes';

export const keptKustomization: ChangeRule = {
  id: 'kept-kustomization',
  severity: 'warning',
  title: 'A Kustomization or a release that leaves takes along nothing that another one applies',
  fault: { one: 'set of objects is made anew', many: 'sets of objects are made anew', counts: 'findings' },
  why: 'Whoever leaves deletes all that it applied, and what takes its place makes it anew: pods, volumes, addresses.',
  per: 'change',
  check: (change) =>
    movesIn(change)
      .filter(({ from }) => leaves(change, from))
      .map(({ from, to, objects }) => ({
        at: from,
        problem: `it leaves, and deletes ${countOf(objects.map(objectTitle))}, which ${to} applies now`,
        losesData: objects.some(hasVolume),
        remedy: 'Let it orphan them first (deletionPolicy: Orphan, or suspend a release), in a change of its own',
      })),
};
