import type { State } from '../state/state';
import { repositoryUrl, repositoryWeb } from './addresses';
import { nodeId, numberFor, userJson } from './user-json';
// The name of each link in GitHub's answer, and its path below the repository.
const links = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

/** The part of a repository's JSON that every mention of it has. */
export function minimalRepositoryJson(state: State) {
  const { owner, repo } = state.settings;
  const url = repositoryUrl(state);
  return {
    id: numberFor(`${owner}/${repo}`),
    node_id: nodeId('Repository', `${owner}/${repo}`),
    name: repo,
    full_name: `${owner}/${repo}`,
    private: true,
    owner: userJson(state, owner),
    html_url: repositoryWeb(state),
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(links).map(([name, path]) => [`${name}_url`, `${url}${path}`])),
  };
}

/** What GitHub says of a repository that has no fork, no star and no page. */
const unusedFields = {
  homepage: null,
  language: null,
  mirror_url: null,
  license: null,
  archived: false,
  disabled: false,
  is_template: false,
  visibility: 'private',
  has_issues: true,
  has_projects: false,
  has_wiki: false,
  has_pages: false,
  has_downloads: true,
  has_discussions: false,
  forks: 0,
  forks_count: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  size: 0,
  network_count: 0,
  subscribers_count: 0,
  open_issues: 0,
  open_issues_count: 0,
};

/** A repository as GitHub answers for it alone, and for the head and base of a pull request. */
export function repositoryJson(state: State) {
  const web = repositoryWeb(state);
  const at = state.startedAt.toISOString();
  return {
    ...minimalRepositoryJson(state),
    clone_url: state.repository.folder,
    git_url: `git:${web.replace(/^https?:/, '')}.git`,
    ssh_url: state.repository.folder,
    svn_url: web,
    default_branch: state.repository.defaultBranch,
    ...unusedFields,
    created_at: at,
    updated_at: at,
    pushed_at: at,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: false,
  };
}
