// For tests: what every Forge must do, the one in memory and the one over GitHub.
import { branches, trees, treesOfNames } from './contract-git';
import { closings, labels, merges, pulls, retargets } from './contract-pulls';
import { landings, readsOfBase, readsOfHistory, readsOfObjects } from './contract-reads';
import type { Start } from './contract-world';

/** The contract as tests. */
export function forgeContract(name: string, start: Start): void {
  describe(`${name}: reads`, () => {
    readsOfBase(start);
    readsOfHistory(start);
    readsOfObjects(start);
  });
  describe(`${name}: objects and branches`, () => {
    trees(start);
    treesOfNames(start);
    branches(start);
  });
  describe(`${name}: pull requests`, () => {
    pulls(start);
    retargets(start);
    closings(start);
    labels(start);
    merges(start);
    landings(start);
  });
}
