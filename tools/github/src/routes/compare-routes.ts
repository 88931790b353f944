import { type ChangedFile, changedFiles } from '../git/changed-files';
import { notFound } from '../http/answer';
import { type Call, param, type Route } from '../http/route';
import { encodePath, repositoryUrl, repositoryWeb } from '../json/addresses';
import { commitJson } from '../json/git-json';
import type { State } from '../state/state';
export const compareRoutes: readonly Route[] = [
  {
    operation: 'GET /repos/{owner}/{repo}/compare/{basehead}',
    needs: [{ contents: 'read' }],
    answer: compare,
  },
];

// GitHub shows no more files of a comparison, and no more commits on a page.
const mostFiles = 300;
const mostCommits = 250;

function compare(state: State, call: Call) {
  const { repository } = state;
  const basehead = param(call, 'basehead');
  const [base = '', head = ''] = basehead.split('...').map((name) => commitNamed(state, name) ?? notFound());
  const fork = repository.history.mergeBase(base, head) ?? notFound();
  const ahead = repository.history.between(base, head);
  const behind = repository.history.between(head, base);
  const commit = (id: string) => commitJson(state, id, repository.history.commitAt(id) ?? notFound());
  const page = `${repositoryWeb(state)}/compare/${encodePath(basehead)}`;
  const json = {
    url: `${repositoryUrl(state)}/compare/${encodePath(basehead)}`,
    html_url: page,
    permalink_url: `${repositoryWeb(state)}/compare/${base}...${head}`,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commit(base),
    merge_base_commit: commit(fork),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.toReversed().slice(0, mostCommits).map(commit),
    files: changedFiles(repository, base, head)
      .slice(0, mostFiles)
      .map((file) => fileJson(state, head, file)),
  };
  return { status: 200, json };
}

function statusOf(ahead: number, behind: number): 'diverged' | 'ahead' | 'behind' | 'identical' {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function commitNamed({ repository, settings }: State, text: string): string | undefined {
  const name = text.startsWith(`${settings.owner}:`) ? text.slice(settings.owner.length + 1) : text;
  const refs = repository.refs.all();
  const id = refs.get(`refs/heads/${name}`) ?? refs.get(`refs/tags/${name}`) ?? name;
  return repository.history.commitAt(id) && id;
}

function fileJson(state: State, head: string, { path, status, additions, deletions, blob }: ChangedFile) {
  const [url, web, encoded] = [repositoryUrl(state), repositoryWeb(state), encodePath(path)];
  return {
    sha: blob,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${web}/blob/${head}/${encoded}`,
    raw_url: `${web}/raw/${head}/${encoded}`,
    contents_url: `${url}/contents/${encoded}?ref=${head}`,
  };
}
