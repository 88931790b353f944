import { startForge, stopAll } from '../testing/forge-on-github';
import { exampleBranch } from '../testing/example-desired';
import { failureOf, remedies } from '../testing/failures-on-github';
import { acme } from '../testing/propose-on-github';

const { twice, rules } = remedies;

afterEach(stopAll);

test('a write that comes second is a conflict', async () => {
  const { github, forge } = await startForge();
  const { base } = await forge.snapshot();
  const ours = await forge.putCommit({ message: 'Ours', tree: base.root, parents: [base.commit] });
  await forge.createBranch(acme, ours);
  const theirs = github.commit({ branch: acme, files: { theirs: 'x' } });
  const second = await forge.putCommit({ message: 'Second', tree: base.root, parents: [ours] });
  const pull = { branch: acme, title: 't', body: 'b', draft: false };
  await forge.openPull(pull);
  const gone = exampleBranch('gone');
  await forge.createBranch(gone, base.commit);
  const answers = [
    ['create the branch fleet/acme', () => forge.createBranch(acme, ours), '422: Reference already exists'],
    ['move the branch fleet/acme', () => forge.moveBranch(acme, second), '422: Update is not a fast forward'],
    [
      'delete the branch fleet/none',
      () => forge.deleteBranch(exampleBranch('none'), ours),
      '422: Reference does not exist',
    ],
    [
      'open the pull request of fleet/acme',
      () => forge.openPull(pull),
      '422: Validation Failed: {"resource":"PullRequest","code":"custom","message":"A pull request already ' +
        'exists for acme:fleet/acme."}',
    ],
    [
      'open the pull request of fleet/gone',
      () => forge.openPull({ ...pull, branch: gone }),
      '422: Validation Failed: {"resource":"PullRequest","code":"custom","message":"No commits between main ' +
        'and fleet/gone"}',
    ],
    [
      'merge the pull request 1',
      () => forge.mergePull(1, ours),
      '409: Head branch was modified. Review and try the merge again.',
    ],
  ] as const;
  for (const [what, call, words] of answers) {
    expect(await failureOf(call())).toEqual({
      code: 'conflict',
      says: `${what}: somebody else was first (${words}). ${twice}`,
    });
  }
  expect(await failureOf(forge.deleteBranch(acme, ours))).toEqual({
    code: 'conflict',
    says: `delete the branch fleet/acme: its head is ${theirs} by now. ${twice}`,
  });
  expect(github.refs()[`refs/heads/${acme}`]).toBe(theirs);
});

test('a write to a protected branch is refused', async () => {
  const { forge } = await startForge({ protectedBranches: [acme] });
  const { base } = await forge.snapshot();
  const next = await forge.putCommit({ message: 'Next', tree: base.root, parents: [base.commit] });
  await forge.createBranch(acme, base.commit);
  expect(await failureOf(forge.moveBranch(acme, next))).toEqual({
    code: 'refused',
    says:
      `move the branch fleet/acme: GitHub does not take it (422: Changes must be made through a pull ` +
      `request.). ${rules}`,
  });
  expect(await failureOf(forge.deleteBranch(acme, base.commit))).toMatchObject({ code: 'refused' });
});

test('labels of a pull request that GitHub does not know yet are tried for seven seconds', async () => {
  const { github, forge, waits } = await startForge();
  const { base } = await forge.snapshot();
  const commit = await forge.putCommit({
    message: 'm',
    tree: await forge.putTree(base.root, new Map([['a', 'a']])),
    parents: [base.commit],
  });
  await forge.createBranch(acme, commit);
  const { number } = await forge.openPull({ branch: acme, title: 't', body: '', draft: false });
  const on = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';
  github.fault({ trouble: 'unresolved node', on, times: 2 });
  await forge.addLabels(number, ['fleet']);
  expect([waits, github.pulls()[0]?.labels]).toEqual([[1, 2], ['fleet']]);
  github.fault({ trouble: 'not found', on, times: 4 });
  expect(await failureOf(forge.addLabels(number, ['more']))).toMatchObject({ code: 'not-found' });
  expect(waits).toEqual([1, 2, 1, 2, 4]);
});
