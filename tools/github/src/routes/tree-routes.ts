import type { Repository } from '../git/repository';
import { type Change, changeTree, entriesOf, entryAt, type Mode, type TreeEntry, walkTree } from '../git/tree';
import { notFound, refuse } from '../http/answer';
import { type Call, param, type Route } from '../http/route';
import { repositoryUrl } from '../json/addresses';
import { treeEntryJson } from '../json/git-json';
import { nodeId } from '../json/user-json';
import type { State } from '../state/state';
interface SentEntry {
  readonly path?: string;
  readonly mode?: Mode;
  readonly type?: 'blob' | 'tree' | 'commit';
  readonly sha?: string | null;
  readonly content?: string;
}

export const treeRoutes: readonly Route[] = [
  {
    operation: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
    needs: [{ contents: 'read' }],
    answer: getTree,
  },
  {
    operation: 'POST /repos/{owner}/{repo}/git/trees',
    needs: [{ contents: 'write' }],
    answer: createTree,
  },
  {
    operation: 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
    needs: [{ contents: 'read' }],
    answer: (state, call) => {
      const id = param(call, 'file_sha');
      const object = state.repository.objects.read(id);
      if (object?.type !== 'blob') notFound();
      const url = `${repositoryUrl(state)}/git/blobs/${id}`;
      const content = object.bytes.toString('base64').replaceAll(/.{60}/g, '$&\n');
      const json = {
        sha: id,
        node_id: nodeId('Blob', id),
        url,
        content,
        encoding: 'base64',
        size: object.bytes.length,
      };
      return { status: 200, json };
    },
  },
];

function getTree(state: State, call: Call) {
  const { objects } = state.repository;
  const id = treeOf(state.repository, param(call, 'tree_sha')) ?? notFound();
  // GitHub takes any value for yes, `0` and `false` too.
  const recursive = call.query.has('recursive');
  const tree = [];
  let truncated = false;
  for (const [path, entry] of recursive ? walkTree(objects, id, true) : entriesOf(objects, id)) {
    truncated = tree.length >= state.settings.treeLimit;
    if (truncated) break;
    tree.push(treeEntryJson(state, path, entry));
  }
  return { status: 200, json: { sha: id, url: `${repositoryUrl(state)}/git/trees/${id}`, tree, truncated } };
}

/** The tree of a name: a tree, a commit, a branch or a tag. */
function treeOf({ objects, refs, history }: Repository, name: string): string | undefined {
  const named = ['', 'refs/', 'refs/heads/', 'refs/tags/'].map((prefix) => refs.all().get(`${prefix}${name}`));
  const id = named.find((found) => found !== undefined) ?? name;
  return objects.read(id)?.type === 'tree' ? id : history.commitAt(id)?.tree;
}

function createTree(state: State, call: Call) {
  const { repository } = state;
  const { base_tree, tree } = call.body as { readonly base_tree?: string; readonly tree: readonly SentEntry[] };
  const base = base_tree === undefined ? undefined : treeOf(repository, base_tree);
  if (base_tree !== undefined && base === undefined) refuse(422, 'base_tree is not a valid tree oid');
  if (tree.length === 0) refuse(422, 'Invalid tree info');
  const changes = tree.map((sent) => changeFor(repository, sent));
  for (const { path, entry } of changes) {
    const missing = base === undefined || entryAt(repository.objects, base, path) === undefined;
    if (entry === undefined && missing) refuse(422, 'GitRPC::BadObjectState');
  }
  const id = changeTree(repository.objects, base, changes);
  const entries = [...entriesOf(repository.objects, id)].map(([path, entry]) => treeEntryJson(state, path, entry));
  const url = `${repositoryUrl(state)}/git/trees/${id}`;
  return { status: 201, json: { sha: id, url, tree: entries, truncated: false } };
}

function changeFor(repository: Repository, { path, mode, type, sha, content }: SentEntry): Change {
  if (path === undefined || path === '') refuse(422, 'tree.path must be a non-empty string');
  if (path.startsWith('/')) refuse(422, 'tree.path cannot start with a slash');
  const malformed = path.split('/').some((part) => ['', '.', '..', '.git'].includes(part.toLowerCase()));
  if (malformed) refuse(422, 'tree.path contains a malformed path component');
  if (sha !== undefined && content !== undefined) refuse(422, 'Must supply either tree.sha or tree.content');
  if (sha === null) return { path };
  if (mode === undefined) refuse(422, 'Must supply a valid tree.mode');
  return { path, entry: entryFor(repository, mode, { sha, content, type: type ?? typeFor[mode] }) };
}

const typeFor = { '040000': 'tree', '160000': 'commit', '100644': 'blob', '100755': 'blob', '120000': 'blob' } as const;

interface Sent {
  readonly sha: string | undefined;
  readonly content: string | undefined;
  readonly type: 'blob' | 'tree' | 'commit';
}

function entryFor({ objects }: Repository, mode: Mode, { sha, content, type }: Sent): TreeEntry {
  if (type !== typeFor[mode]) refuse(422, `tree.mode ${mode} is not valid for a ${type}`);
  if (content !== undefined) return { mode, id: objects.write({ type: 'blob', bytes: Buffer.from(content) }) };
  if (sha === undefined) return refuse(422, 'Must supply either tree.sha or tree.content');
  if (type !== 'commit' && objects.read(sha)?.type !== type) refuse(422, `tree.sha ${sha} is not a valid ${type}`);
  return { mode, id: sha };
}
