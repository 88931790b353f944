import type { Pull } from '../state/pull';
import type { State } from '../state/state';
import { repositoryUrl, repositoryWeb } from './addresses';
import { timeJson } from './git-json';
import { labelJson } from './label-json';
import { repositoryJson } from './repository-json';
import { nodeId, numberFor, userJson } from './user-json';
/** A pull request as lists have it. */
export function simplePullJson(state: State, pull: Pull) {
  const { number, title, body, draft, createdAt, updatedAt, closedAt, merged } = pull;
  return {
    id: numberFor(`pull ${number}`),
    node_id: nodeId('PullRequest', String(number)),
    number,
    state: pull.state,
    locked: false,
    title,
    body,
    draft,
    user: userJson(state, pull.author),
    labels: pull.labels.map((label) => labelJson(state, label)),
    milestone: null,
    assignee: null,
    assignees: [],
    auto_merge: null,
    active_lock_reason: null,
    requested_reviewers: pull.reviewers.map((login) => userJson(state, login)),
    requested_teams: pull.teams.map((slug) => teamJson(state, slug)),
    author_association: 'CONTRIBUTOR',
    created_at: timeJson(createdAt),
    updated_at: timeJson(updatedAt),
    closed_at: closedAt ? timeJson(closedAt) : null,
    merged_at: merged ? timeJson(merged.at) : null,
    merge_commit_sha: merged?.commit ?? null,
    head: sideJson(state, pull.head, pull.headSha),
    base: sideJson(state, pull.base, pull.baseSha),
    ...pullLinks(state, pull),
  };
}

function sideJson(state: State, branch: string, sha: string) {
  const { owner } = state.settings;
  return { label: `${owner}:${branch}`, ref: branch, sha, user: userJson(state, owner), repo: repositoryJson(state) };
}

function pullLinks(state: State, { number, headSha }: Pull) {
  const [repository, web] = [repositoryUrl(state), repositoryWeb(state)];
  const urls = {
    url: `${repository}/pulls/${number}`,
    html_url: `${web}/pull/${number}`,
    diff_url: `${web}/pull/${number}.diff`,
    patch_url: `${web}/pull/${number}.patch`,
    issue_url: `${repository}/issues/${number}`,
    commits_url: `${repository}/pulls/${number}/commits`,
    review_comments_url: `${repository}/pulls/${number}/comments`,
    review_comment_url: `${repository}/pulls/comments{/number}`,
    comments_url: `${repository}/issues/${number}/comments`,
    statuses_url: `${repository}/statuses/${headSha}`,
  };
  const links = {
    self: { href: urls.url },
    html: { href: urls.html_url },
    issue: { href: urls.issue_url },
    comments: { href: urls.comments_url },
    review_comments: { href: urls.review_comments_url },
    review_comment: { href: urls.review_comment_url },
    commits: { href: urls.commits_url },
    statuses: { href: urls.statuses_url },
  };
  return { ...urls, _links: links };
}

export function teamJson(state: State, slug: string) {
  const url = `${state.api}/organizations/${numberFor(state.settings.owner)}/team/${numberFor(slug)}`;
  return {
    id: numberFor(`team ${slug}`),
    node_id: nodeId('Team', slug),
    name: slug,
    slug,
    type: 'organization',
    organization_id: numberFor(state.settings.owner),
    description: null,
    permission: 'pull',
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    parent: null,
    url,
    html_url: `${state.web}/orgs/${state.settings.owner}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
  };
}

/** Whether a merge is possible. GitHub finds out in the background, so that a new pull request says null. */
export interface Mergeable {
  readonly mergeable: boolean | null;
  readonly mergeable_state: 'unknown' | 'clean' | 'dirty' | 'draft';
}

export interface ChangeCounts {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changed_files: number;
}

/** A pull request as GitHub answers for it alone. */
export function pullJson(state: State, pull: Pull, computed: Mergeable & ChangeCounts) {
  const { merged, maintainerCanModify } = pull;
  return {
    ...simplePullJson(state, pull),
    ...computed,
    merged: merged !== undefined,
    merged_by: merged ? userJson(state, merged.by) : null,
    rebaseable: computed.mergeable,
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: maintainerCanModify,
  };
}
