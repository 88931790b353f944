import type { Octokit } from '@octokit/rest';
import { fleetPermissions, type Permissions } from './state/caller';
import { fleetRepo, octokitFor, start, stopAll } from './testing/test-server';
afterEach(stopAll);

const unknownId = '0'.repeat(40);
const file = { path: 'a.txt', mode: '100644', type: 'blob' } as const;

/** A repository with a branch "fleet/x" that is a commit ahead of main, and its pull request. */
async function prepareRepository() {
  const started = await start({ files: { 'a.txt': 'a\n' }, collaborators: ['ada'], protectedBranches: ['safe'] });
  const { github, pulls } = started;
  const head = github.commit({ branch: 'fleet/x', files: { 'b.txt': 'b\n' } });
  const rewritten = github.commit({ branch: 'other', files: { 'b.txt': 'c\n' } });
  github.commit({ branch: 'safe', files: { 'b.txt': 'c\n' } });
  await pulls.create({ ...fleetRepo, title: 'X', head: 'fleet/x', base: 'main' });
  const main = github.refs()['refs/heads/main'] ?? '';
  return {
    ...started,
    head,
    rewritten,
    main,
    tree: (await started.git.getTree({ ...fleetRepo, tree_sha: 'main' })).data.sha,
  };
}

type Prepared = Awaited<ReturnType<typeof prepareRepository>>;

interface RefusedCall {
  readonly what: string;
  readonly status: number;
  readonly says: string;
  readonly ask: (prepared: Prepared) => Promise<unknown>;
}

const pull = { ...fleetRepo, pull_number: 1 };

const refusedCalls: readonly RefusedCall[] = [
  {
    what: 'a ref that exists cannot be created',
    status: 422,
    says: 'Reference already exists',
    ask: ({ git, main }) => git.createRef({ ...fleetRepo, ref: 'refs/heads/fleet/x', sha: main }),
  },
  {
    what: 'a ref below a branch cannot be created',
    status: 422,
    says: 'Reference update failed',
    ask: ({ git, main }) => git.createRef({ ...fleetRepo, ref: 'refs/heads/fleet/x/y', sha: main }),
  },
  {
    what: 'a branch above others cannot be created',
    status: 422,
    says: 'Reference update failed',
    ask: ({ git, main }) => git.createRef({ ...fleetRepo, ref: 'refs/heads/fleet', sha: main }),
  },
  {
    what: 'a ref must be a full name',
    status: 422,
    says: 'fleet/y is not a valid ref name.',
    ask: ({ git, main }) => git.createRef({ ...fleetRepo, ref: 'fleet/y', sha: main }),
  },
  {
    what: 'a ref must point to something',
    status: 422,
    says: 'Object does not exist',
    ask: ({ git }) => git.createRef({ ...fleetRepo, ref: 'refs/heads/new', sha: unknownId }),
  },
  {
    what: 'a missing ref cannot be moved',
    status: 422,
    says: 'Reference does not exist',
    ask: ({ git, main }) => git.updateRef({ ...fleetRepo, ref: 'heads/nowhere', sha: main }),
  },
  {
    what: 'a missing ref cannot be deleted',
    status: 422,
    says: 'Reference does not exist',
    ask: ({ git }) => git.deleteRef({ ...fleetRepo, ref: 'heads/nowhere' }),
  },
  {
    what: 'a ref needs force to lose commits',
    status: 422,
    says: 'Update is not a fast forward',
    ask: ({ git, rewritten }) => git.updateRef({ ...fleetRepo, ref: 'heads/fleet/x', sha: rewritten, force: false }),
  },
  {
    what: 'a protected branch takes no push',
    status: 422,
    says: 'Changes must be made through a pull request.',
    ask: ({ git, rewritten }) => git.updateRef({ ...fleetRepo, ref: 'heads/safe', sha: rewritten }),
  },
  {
    what: 'a missing ref cannot be read',
    status: 404,
    says: 'Not Found',
    ask: ({ git }) => git.getRef({ ...fleetRepo, ref: 'heads/fleet' }),
  },
  {
    what: 'a missing path cannot be deleted',
    status: 422,
    says: 'GitRPC::BadObjectState',
    ask: ({ git, tree }) =>
      git.createTree({ ...fleetRepo, base_tree: tree, tree: [{ ...file, path: 'no', sha: null }] }),
  },
  {
    what: 'the base of a tree must be a tree',
    status: 422,
    says: 'base_tree is not a valid tree oid',
    ask: ({ git }) => git.createTree({ ...fleetRepo, base_tree: unknownId, tree: [{ ...file, content: '' }] }),
  },
  {
    what: 'a tree cannot hold a missing blob',
    status: 422,
    says: `tree.sha ${unknownId} is not a valid blob`,
    ask: ({ git }) => git.createTree({ ...fleetRepo, tree: [{ ...file, sha: unknownId }] }),
  },
  {
    what: 'a path must stay in the tree',
    status: 422,
    says: 'tree.path contains a malformed path component',
    ask: ({ git }) => git.createTree({ ...fleetRepo, tree: [{ ...file, path: 'a/../b', content: '' }] }),
  },
  {
    what: 'a path must not begin with a slash',
    status: 422,
    says: 'tree.path cannot start with a slash',
    ask: ({ git }) => git.createTree({ ...fleetRepo, tree: [{ ...file, path: '/a', content: '' }] }),
  },
  {
    what: 'a commit needs a tree',
    status: 422,
    says: 'Tree SHA does not exist',
    ask: ({ git, main }) => git.createCommit({ ...fleetRepo, message: '', tree: unknownId, parents: [main] }),
  },
  {
    what: 'the parents of a commit must be commits',
    status: 422,
    says: 'Parent SHA does not exist or is not a commit object',
    ask: ({ git, tree }) => git.createCommit({ ...fleetRepo, message: '', tree, parents: [tree] }),
  },
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
  {
    what: 'there is no other repository',
    status: 404,
    says: 'Not Found',
    ask: ({ octokit }) => octokit.rest.repos.get({ owner: 'acme', repo: 'other' }),
  },
  {
    what: 'there is no such branch',
    status: 404,
    says: 'Branch not found',
    ask: ({ octokit }) => octokit.rest.repos.getBranch({ ...fleetRepo, branch: 'fleet/none' }),
  },
];

test.each(refusedCalls)('GitHub answers $status "$says": $what', async ({ status, says, ask }) => {
  const error: unknown = await ask(await prepareRepository()).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ status });
  expect(JSON.stringify((error as { response: { data: unknown } }).response.data)).toContain(says);
});

interface RefusedCaller {
  readonly who: string;
  readonly login?: string;
  readonly token?: string;
  readonly permissions?: Permissions;
  readonly ask?: (octokit: Octokit) => Promise<unknown>;
  readonly status: number;
  readonly says: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const reader = { metadata: 'read', pull_requests: 'read' } as const;
const write = (octokit: Octokit) => octokit.rest.pulls.update({ ...pull, title: 'Y' });
const label = (octokit: Octokit) => octokit.rest.issues.addLabels({ ...fleetRepo, issue_number: 1, labels: ['x'] });
const headers = { 'x-accepted-github-permissions': 'pull_requests=write' };

test.each<RefusedCaller>([
  { who: 'a request without a token', token: '', status: 401, says: 'Requires authentication' },
  { who: 'an unknown token', token: 'ghs_no', status: 401, says: 'Bad credentials' },
  { who: 'a caller who cannot see the repository', permissions: {}, status: 404, says: 'Not Found' },
  {
    who: 'a person who may only read',
    permissions: reader,
    ask: write,
    status: 403,
    says: 'Resource not accessible by personal access token',
    headers,
  },
  {
    who: 'a bot that may only read',
    login: 'fleet[bot]',
    permissions: reader,
    ask: write,
    status: 403,
    says: 'Resource not accessible by integration',
    headers,
  },
  {
    who: 'a bot that lacks both of two permissions',
    login: 'fleet[bot]',
    permissions: reader,
    ask: label,
    status: 403,
    says: 'Resource not accessible by integration',
    headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
  },
])('$who is refused with $status $says', async (row) => {
  const { login = 'ada', permissions = fleetPermissions, status, says, headers = {} } = row;
  const { github } = await start();
  const octokit = octokitFor(github, row.token ?? github.tokenFor(login, permissions));
  const asked = row.ask === undefined ? octokit.rest.pulls.list(fleetRepo) : row.ask(octokit);
  await expect(asked).rejects.toMatchObject({ status, response: { data: { message: says }, headers } });
});
