import { fleetRepo, stopAll, testRefusedCalls } from './testing/test-server';

afterEach(stopAll);

const unknownId = '0'.repeat(40);
const file = { path: 'a.txt', mode: '100644', type: 'blob' } as const;

testRefusedCalls([
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
]);
