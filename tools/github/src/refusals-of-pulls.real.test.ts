import { fleetRepo, stopAll, testRefusedCalls } from './testing/test-server';

afterEach(stopAll);

const pull = { ...fleetRepo, pull_number: 1 };

testRefusedCalls([
  {
    what: 'a branch has one open pull request',
    status: 422,
    says: 'A pull request already exists for acme:fleet/x.',
    ask: ({ pulls }) => pulls.create({ ...fleetRepo, title: 'X', head: 'fleet/x', base: 'main' }),
  },
  {
    what: 'a pull request needs commits',
    status: 422,
    says: 'No commits between main and even',
    ask: async ({ git, pulls, main }) => {
      await git.createRef({ ...fleetRepo, ref: 'refs/heads/even', sha: main });
      await pulls.create({ ...fleetRepo, title: 'X', head: 'even', base: 'main' });
    },
  },
  {
    what: 'a pull request needs a branch',
    status: 422,
    says: '"field":"head","code":"invalid"',
    ask: ({ pulls }) => pulls.create({ ...fleetRepo, title: 'X', head: 'nowhere', base: 'main' }),
  },
  {
    what: 'the text of a new pull request must not be too long',
    status: 422,
    says: 'body is too long (maximum is 65536 characters)',
    ask: ({ pulls }) =>
      pulls.create({ ...fleetRepo, title: 'X', head: 'other', base: 'main', body: 'é'.repeat(65_537) }),
  },
  {
    what: 'the new text of a pull request must not be too long',
    status: 422,
    says: 'body is too long (maximum is 65536 characters)',
    ask: ({ pulls }) => pulls.update({ ...pull, body: 'x'.repeat(65_537) }),
  },
  {
    what: 'a title must not be too long',
    status: 422,
    says: 'title is too long (maximum is 256 characters)',
    ask: ({ pulls }) => pulls.update({ ...pull, title: 'x'.repeat(257) }),
  },
  {
    what: 'a merge needs the head that the client saw',
    status: 409,
    says: 'Head branch was modified. Review and try the merge again.',
    ask: ({ pulls, main }) => pulls.merge({ ...pull, sha: main }),
  },
  {
    what: 'a closed pull request cannot be merged',
    status: 405,
    says: 'Pull Request is not mergeable',
    ask: ({ github, pulls }) => (github.close(1), pulls.merge(pull)),
  },
  {
    what: 'a pull request in conflict cannot be merged',
    status: 405,
    says: 'Pull Request is not mergeable',
    ask: ({ github, pulls }) => (github.commit({ branch: 'main', files: { 'b.txt': 'other\n' } }), pulls.merge(pull)),
  },
  {
    what: 'rebase merges are off',
    status: 405,
    says: 'Rebase merges are not allowed on this repository.',
    ask: ({ pulls }) => pulls.merge({ ...pull, merge_method: 'rebase' }),
  },
  {
    what: 'a branch that is up to date cannot be updated',
    status: 422,
    says: 'There are no new commits on the base branch.',
    ask: ({ pulls }) => pulls.updateBranch(pull),
  },
  {
    what: 'a pull request of a rewritten branch cannot be reopened',
    status: 422,
    says: 'state cannot be changed. The fleet/x branch was force-pushed or recreated.',
    ask: ({ github, pulls }) => {
      github.close(1);
      github.commit({ branch: 'fleet/x', files: { 'b.txt': 'x' }, amend: true, message: 'Other' });
      return pulls.update({ ...pull, state: 'open' });
    },
  },
  {
    what: 'a pull request of a deleted branch cannot be reopened',
    status: 422,
    says: 'state cannot be changed. The fleet/x branch has been deleted.',
    ask: ({ github, pulls }) => (github.deleteBranch('fleet/x'), pulls.update({ ...pull, state: 'open' })),
  },
  {
    what: 'a stranger cannot be asked to review',
    status: 422,
    says: 'Reviews may only be requested from collaborators.',
    ask: ({ pulls }) => pulls.requestReviewers({ ...pull, reviewers: ['mallory'] }),
  },
  {
    what: 'the author cannot be asked to review',
    status: 422,
    says: 'Review cannot be requested from pull request author.',
    ask: ({ pulls }) => pulls.requestReviewers({ ...pull, reviewers: ['fleet[bot]'] }),
  },
  {
    what: 'a missing label cannot be removed',
    status: 404,
    says: 'Label does not exist',
    ask: ({ issues }) => issues.removeLabel({ ...fleetRepo, issue_number: 1, name: 'none' }),
  },
  {
    what: 'there is no such pull request',
    status: 404,
    says: 'Not Found',
    ask: ({ pulls }) => pulls.get({ ...fleetRepo, pull_number: 99 }),
  },
]);
