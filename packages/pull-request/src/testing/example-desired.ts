// For tests: names of Sovereigns and what is desired of them.
import { branchName, type BranchName } from '../forge/branch-name';
import type { Desired } from '../proposal/desired';
import { treeOfFiles } from '../forge/git-tree';
import { objectHash } from '../disk/node';
import type { ProposeOptions } from '../reconcile/plan';

export function exampleBranch(name: string): BranchName {
  const branch = branchName(name);
  if (typeof branch !== 'string') throw new Error(branch.problem);
  return branch;
}

export const sixFiles = {
  'a.yaml': '1',
  'b.yaml': '2',
  'c.yaml': '3',
  'd/e.yaml': '4',
  'd/f.yaml': '5',
  'g.yaml': '6',
};

/** A Sovereign with these files, or without any. */
export function exampleDesired(files: Readonly<Record<string, string>> = sixFiles, name = 'acme'): Desired {
  const map = new Map(Object.entries(files));
  return {
    name,
    folder: `clusters/${name}.example.com`,
    files: map,
    subtree: treeOfFiles(map, objectHash),
    regions: [
      { key: 'fsn1', role: 'primary', vclusters: ['bp-mgmt-vcluster', 'bp-dmz-vcluster'] },
      { key: 'hel1', role: 'secondary', vclusters: ['bp-dmz-vcluster', 'bp-rtz-vcluster'] },
    ],
    review: undefined,
  };
}

export const exampleOptions: ProposeOptions = {
  labels: ['fleet'],
  reviewers: { users: [], teams: [] },
  draft: false,
  takeOver: false,
  reopen: false,
  allowShrink: false,
  allowRemoval: false,
  generator: '1.0.0',
  hash: objectHash,
};
