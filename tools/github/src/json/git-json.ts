import type { Commit, Signature } from '../git/repository';
import type { TreeEntry } from '../git/tree';
import type { State } from '../state/state';
import { encodePath, repositoryUrl, repositoryWeb } from './addresses';
import { nodeId, userJson } from './user-json';
/** GitHub's times have no fractions of a second. */
export function timeJson(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

const signatureJson = ({ name, email, date }: Signature) => ({ name, email, date: timeJson(date) });

export function refJson(state: State, name: string, id: string) {
  const type = state.repository.objects.read(id)?.type ?? 'commit';
  const url = repositoryUrl(state);
  return {
    ref: name,
    node_id: nodeId('Ref', name),
    url: `${url}/git/${encodePath(name)}`,
    object: { sha: id, type, url: `${url}/git/${type}s/${id}` },
  };
}

/** GitHub signs what it commits itself: commits that name no author, and those by a button of its pages. */
function verificationJson(state: State, { committer }: Commit) {
  const signed = state.settings.signing && committer.email === 'noreply@github.com';
  const none = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };
  if (!signed) return none;
  const signature = '-----BEGIN PGP SIGNATURE-----\n\ntest\n-----END PGP SIGNATURE-----\n';
  return { verified: true, reason: 'valid', signature, payload: '', verified_at: timeJson(committer.date) };
}

/** A commit as the Git Data API has it. */
export function gitCommitJson(state: State, id: string, commit: Commit) {
  const [url, web] = [repositoryUrl(state), repositoryWeb(state)];
  return {
    sha: id,
    node_id: nodeId('Commit', id),
    url: `${url}/git/commits/${id}`,
    html_url: `${web}/commit/${id}`,
    author: signatureJson(commit.author),
    committer: signatureJson(commit.committer),
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: parentsJson(commit, `${url}/git/commits`, `${web}/commit`),
    verification: verificationJson(state, commit),
  };
}

/** A commit as branches and comparisons have it. */
export function commitJson(state: State, id: string, commit: Commit) {
  const [url, web] = [repositoryUrl(state), repositoryWeb(state)];
  const { tree, message, author, committer } = commit;
  return {
    sha: id,
    node_id: nodeId('Commit', id),
    url: `${url}/commits/${id}`,
    html_url: `${web}/commit/${id}`,
    comments_url: `${url}/commits/${id}/comments`,
    commit: {
      url: `${url}/git/commits/${id}`,
      author: signatureJson(author),
      committer: signatureJson(committer),
      message,
      comment_count: 0,
      tree: { sha: tree, url: `${url}/git/trees/${tree}` },
      verification: verificationJson(state, commit),
    },
    author: accountJson(state, author),
    committer: accountJson(state, committer),
    parents: parentsJson(commit, `${url}/commits`, `${web}/commit`),
  };
}

/** The account behind the address of a commit; null if the address is not one of GitHub's. */
function accountJson(state: State, { email }: Signature) {
  if (email === 'noreply@github.com') return userJson(state, 'web-flow');
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1];
  return login === undefined ? null : userJson(state, login);
}

function parentsJson({ parents }: Commit, url: string, web: string) {
  return parents.map((sha) => ({ sha, url: `${url}/${sha}`, html_url: `${web}/${sha}` }));
}

export function treeEntryJson(state: State, path: string, { mode, id }: TreeEntry) {
  const url = repositoryUrl(state);
  if (mode === '160000') return { path, mode, type: 'commit', sha: id };
  if (mode === '040000') return { path, mode, type: 'tree', sha: id, url: `${url}/git/trees/${id}` };
  const size = state.repository.objects.read(id)?.bytes.length ?? 0;
  return { path, mode, type: 'blob', sha: id, size, url: `${url}/git/blobs/${id}` };
}
