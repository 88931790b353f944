import type { Octokit } from '@octokit/rest';
import { at, octokitFor, start, stopAll } from './testing';
import { fleetPermissions, type Permissions } from './state/permission';

afterEach(stopAll);

const none = '0'.repeat(40);
const file = { path: 'a.txt', mode: '100644', type: 'blob' } as const;

/** A repository with a branch "fleet/x" that is a commit ahead of main, and its pull request. */
async function prepared() {
  const started = await start({ files: { 'a.txt': 'a\n' }, collaborators: ['ada'], protectedBranches: ['safe'] });
  const { github, pulls } = started;
  const head = github.commit({ branch: 'fleet/x', files: { 'b.txt': 'b\n' } });
  const rewritten = github.commit({ branch: 'other', files: { 'b.txt': 'c\n' } });
  github.commit({ branch: 'safe', files: { 'b.txt': 'c\n' } });
  await pulls.create({ ...at, title: 'X', head: 'fleet/x', base: 'main' });
  const main = github.refs()['refs/heads/main'] ?? '';
  return { ...started, head, rewritten, main, tree: (await started.git.getTree({ ...at, tree_sha: 'main' })).data.sha };
}

type Prepared = Awaited<ReturnType<typeof prepared>>;

interface Refused {
  readonly what: string;
  readonly status: number;
  readonly says: string;
  readonly ask: (prepared: Prepared) => Promise<unknown>;
}

const pull = { ...at, pull_number: 1 };

const refused: readonly Refused[] = [
  {
    what: 'a ref that is there cannot be made',
    ...{ status: 422, says: 'Reference already exists' },
    ask: ({ git, main }) => git.createRef({ ...at, ref: 'refs/heads/fleet/x', sha: main }),
  },
  {
    what: 'a ref below a branch cannot be made',
    ...{ status: 422, says: 'Reference update failed' },
    ask: ({ git, main }) => git.createRef({ ...at, ref: 'refs/heads/fleet/x/y', sha: main }),
  },
  {
    what: 'a branch above others cannot be made',
    ...{ status: 422, says: 'Reference update failed' },
    ask: ({ git, main }) => git.createRef({ ...at, ref: 'refs/heads/fleet', sha: main }),
  },
  {
    what: 'a ref must be a full name',
    ...{ status: 422, says: 'fleet/y is not a valid ref name.' },
    ask: ({ git, main }) => git.createRef({ ...at, ref: 'fleet/y', sha: main }),
  },
  {
    what: 'a ref must point to something',
    ...{ status: 422, says: 'Object does not exist' },
    ask: ({ git }) => git.createRef({ ...at, ref: 'refs/heads/new', sha: none }),
  },
  {
    what: 'a ref that is not there cannot be moved',
    ...{ status: 422, says: 'Reference does not exist' },
    ask: ({ git, main }) => git.updateRef({ ...at, ref: 'heads/nowhere', sha: main }),
  },
  {
    what: 'a ref that is not there cannot be deleted',
    ...{ status: 422, says: 'Reference does not exist' },
    ask: ({ git }) => git.deleteRef({ ...at, ref: 'heads/nowhere' }),
  },
  {
    what: 'a ref is not moved off its line without force',
    ...{ status: 422, says: 'Update is not a fast forward' },
    ask: ({ git, rewritten }) => git.updateRef({ ...at, ref: 'heads/fleet/x', sha: rewritten, force: false }),
  },
  {
    what: 'a protected branch is not pushed to',
    ...{ status: 422, says: 'Changes must be made through a pull request.' },
    ask: ({ git, rewritten }) => git.updateRef({ ...at, ref: 'heads/safe', sha: rewritten }),
  },
  {
    what: 'a ref that is not there cannot be read',
    ...{ status: 404, says: 'Not Found' },
    ask: ({ git }) => git.getRef({ ...at, ref: 'heads/fleet' }),
  },
  {
    what: 'a path that is not there cannot be deleted',
    ...{ status: 422, says: 'GitRPC::BadObjectState' },
    ask: ({ git, tree }) => git.createTree({ ...at, base_tree: tree, tree: [{ ...file, path: 'no', sha: null }] }),
  },
  {
    what: 'a tree starts from a tree',
    ...{ status: 422, says: 'base_tree is not a valid tree oid' },
    ask: ({ git }) => git.createTree({ ...at, base_tree: none, tree: [{ ...file, content: '' }] }),
  },
  {
    what: 'a tree holds what is there',
    ...{ status: 422, says: `tree.sha ${none} is not a valid blob` },
    ask: ({ git }) => git.createTree({ ...at, tree: [{ ...file, sha: none }] }),
  },
  {
    what: 'a path does not lead out of the tree',
    ...{ status: 422, says: 'tree.path contains a malformed path component' },
    ask: ({ git }) => git.createTree({ ...at, tree: [{ ...file, path: 'a/../b', content: '' }] }),
  },
  {
    what: 'a path does not begin with a slash',
    ...{ status: 422, says: 'tree.path cannot start with a slash' },
    ask: ({ git }) => git.createTree({ ...at, tree: [{ ...file, path: '/a', content: '' }] }),
  },
  {
    what: 'a commit is of a tree',
    ...{ status: 422, says: 'Tree SHA does not exist' },
    ask: ({ git, main }) => git.createCommit({ ...at, message: '', tree: none, parents: [main] }),
  },
  {
    what: 'a commit has parents that are there',
    ...{ status: 422, says: 'Parent SHA does not exist or is not a commit object' },
    ask: ({ git, tree }) => git.createCommit({ ...at, message: '', tree, parents: [tree] }),
  },
  {
    what: 'there is one pull request of a branch',
    ...{ status: 422, says: 'A pull request already exists for acme:fleet/x.' },
    ask: ({ pulls }) => pulls.create({ ...at, title: 'X', head: 'fleet/x', base: 'main' }),
  },
  {
    what: 'a pull request has commits',
    ...{ status: 422, says: 'No commits between main and even' },
    ask: async ({ git, pulls, main }) => {
      await git.createRef({ ...at, ref: 'refs/heads/even', sha: main });
      await pulls.create({ ...at, title: 'X', head: 'even', base: 'main' });
    },
  },
  {
    what: 'a pull request has a branch',
    ...{ status: 422, says: '"field":"head","code":"invalid"' },
    ask: ({ pulls }) => pulls.create({ ...at, title: 'X', head: 'nowhere', base: 'main' }),
  },
  {
    what: 'the text of a new pull request has a limit',
    ...{ status: 422, says: 'body is too long (maximum is 65536 characters)' },
    ask: ({ pulls }) => pulls.create({ ...at, title: 'X', head: 'other', base: 'main', body: 'é'.repeat(65_537) }),
  },
  {
    what: 'the text of a changed pull request has a limit',
    ...{ status: 422, says: 'body is too long (maximum is 65536 characters)' },
    ask: ({ pulls }) => pulls.update({ ...pull, body: 'x'.repeat(65_537) }),
  },
  {
    what: 'a title has a limit',
    ...{ status: 422, says: 'title is too long (maximum is 256 characters)' },
    ask: ({ pulls }) => pulls.update({ ...pull, title: 'x'.repeat(257) }),
  },
  {
    what: 'a merge is of the head that was looked at',
    ...{ status: 409, says: 'Head branch was modified. Review and try the merge again.' },
    ask: ({ pulls, main }) => pulls.merge({ ...pull, sha: main }),
  },
  {
    what: 'a closed pull request is not merged',
    ...{ status: 405, says: 'Pull Request is not mergeable' },
    ask: ({ github, pulls }) => (github.close(1), pulls.merge(pull)),
  },
  {
    what: 'a pull request in conflict is not merged',
    ...{ status: 405, says: 'Pull Request is not mergeable' },
    ask: ({ github, pulls }) => (github.commit({ branch: 'main', files: { 'b.txt': 'other\n' } }), pulls.merge(pull)),
  },
  {
    what: 'rebase merges are off',
    ...{ status: 405, says: 'Rebase merges are not allowed on this repository.' },
    ask: ({ pulls }) => pulls.merge({ ...pull, merge_method: 'rebase' }),
  },
  {
    what: 'a branch that is up to date is not updated',
    ...{ status: 422, says: 'There are no new commits on the base branch.' },
    ask: ({ pulls }) => pulls.updateBranch(pull),
  },
  {
    what: 'a branch that was rewritten is not opened again',
    ...{ status: 422, says: 'state cannot be changed. The fleet/x branch was force-pushed or recreated.' },
    ask: ({ github, pulls }) => {
      github.close(1);
      github.commit({ branch: 'fleet/x', files: { 'b.txt': 'x' }, amend: true, message: 'Other' });
      return pulls.update({ ...pull, state: 'open' });
    },
  },
  {
    what: 'a branch that went is not opened again',
    ...{ status: 422, says: 'state cannot be changed. The fleet/x branch has been deleted.' },
    ask: ({ github, pulls }) => (github.deleteBranch('fleet/x'), pulls.update({ ...pull, state: 'open' })),
  },
  {
    what: 'a stranger is not asked to review',
    ...{ status: 422, says: 'Reviews may only be requested from collaborators.' },
    ask: ({ pulls }) => pulls.requestReviewers({ ...pull, reviewers: ['mallory'] }),
  },
  {
    what: 'the author is not asked to review',
    ...{ status: 422, says: 'Review cannot be requested from pull request author.' },
    ask: ({ pulls }) => pulls.requestReviewers({ ...pull, reviewers: ['fleet[bot]'] }),
  },
  {
    what: 'a label that is not there cannot be taken off',
    ...{ status: 404, says: 'Label does not exist' },
    ask: ({ issues }) => issues.removeLabel({ ...at, issue_number: 1, name: 'none' }),
  },
  {
    what: 'a pull request that is not there',
    ...{ status: 404, says: 'Not Found' },
    ask: ({ pulls }) => pulls.get({ ...at, pull_number: 99 }),
  },
  {
    what: 'another repository',
    ...{ status: 404, says: 'Not Found' },
    ask: ({ octokit }) => octokit.rest.repos.get({ owner: 'acme', repo: 'other' }),
  },
  {
    what: 'a branch that is not there',
    ...{ status: 404, says: 'Branch not found' },
    ask: ({ octokit }) => octokit.rest.repos.getBranch({ ...at, branch: 'fleet/none' }),
  },
];

test.each(refused)('$what: $status $says', async ({ status, says, ask }) => {
  const error: unknown = await ask(await prepared()).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ status });
  expect(JSON.stringify((error as { response: { data: unknown } }).response.data)).toContain(says);
});

interface Barred {
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
const label = (octokit: Octokit) => octokit.rest.issues.addLabels({ ...at, issue_number: 1, labels: ['x'] });
const headers = { 'x-accepted-github-permissions': 'pull_requests=write' };

test.each<Barred>([
  { who: 'nobody', token: '', status: 401, says: 'Requires authentication' },
  { who: 'a token that nobody gave out', token: 'ghs_no', status: 401, says: 'Bad credentials' },
  { who: 'one who does not see the repository', permissions: {}, status: 404, says: 'Not Found' },
  {
    who: 'a person who may read alone',
    ...{ permissions: reader, ask: write },
    ...{ status: 403, says: 'Resource not accessible by personal access token', headers },
  },
  {
    who: 'a bot that may read alone',
    ...{ login: 'fleet[bot]', permissions: reader, ask: write },
    ...{ status: 403, says: 'Resource not accessible by integration', headers },
  },
  {
    who: 'a bot that lacks both permissions of which one is enough',
    ...{ login: 'fleet[bot]', permissions: reader, ask: label },
    ...{ status: 403, says: 'Resource not accessible by integration' },
    headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
  },
])('$who is told $status $says', async (row) => {
  const { login = 'ada', permissions = fleetPermissions, status, says, headers = {} } = row;
  const { github } = await start();
  const octokit = octokitFor(github, row.token ?? github.tokenFor(login, permissions));
  const asked = row.ask === undefined ? octokit.rest.pulls.list(at) : row.ask(octokit);
  await expect(asked).rejects.toMatchObject({ status, response: { data: { message: says }, headers } });
});
