// For tests: the Sovereign acme on a test GitHub, and a pull request of it.
import type { OctokitForge } from '../github/octokit';
import type { BranchName } from '../forge/branch-name';
import { exampleBranch } from './example-desired';

export const acme = exampleBranch('acme');
export const acmeFiles = {
  'README.md': '# Fleet\n',
  'clusters/acme.example/a.yaml': 'a\n',
  'clusters/acme.example/b/c.yaml': 'c\n',
};

/** The steps of a new Sovereign's pull request. */
export async function propose(forge: OctokitForge, branch: BranchName, changes: ReadonlyMap<string, string | null>) {
  const { base } = await forge.snapshot();
  const tree = await forge.putTree(base.root, changes);
  const commit = await forge.putCommit({ message: 'Change\n\nFleet-Sovereign: acme', tree, parents: [base.commit] });
  await forge.createBranch(branch, commit);
  const pull = await forge.openPull({ branch, title: 'Acme', body: 'Text', draft: false });
  return { base, tree, commit, pull };
}
