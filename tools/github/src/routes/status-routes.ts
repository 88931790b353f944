import { notFound, refuse } from '../http/answer';
import { listAnswer, pageOf } from '../http/paging';
import { type Call, param, type Route } from '../http/route';
import { repositoryUrl } from '../json/addresses';
import { timeJson } from '../json/git-json';
import { minimalRepositoryJson } from '../json/repository-json';
import { nodeId, userJson } from '../json/user-json';
import type { State } from '../state/state';
import type { Status } from '../state/status';
const read = [{ statuses: 'read' }] as const;

export const statusRoutes: readonly Route[] = [
  {
    operation: 'GET /repos/{owner}/{repo}/commits/{ref}/status',
    needs: read,
    answer: combinedStatus,
  },
  {
    operation: 'GET /repos/{owner}/{repo}/commits/{ref}/statuses',
    needs: read,
    answer: (state, call) => {
      const page = pageOf(state.api, call, { items: statusesOf(state, commitOf(state, call)) });
      return listAnswer(page, (status) => statusJson(state, status));
    },
  },
  {
    operation: 'POST /repos/{owner}/{repo}/statuses/{sha}',
    needs: [{ statuses: 'write' }],
    answer: createStatus,
  },
];

function commitOf({ repository }: State, call: Call): string {
  const name = param(call, 'ref');
  const refs = repository.refs.all();
  const id = refs.get(`refs/heads/${name}`) ?? refs.get(`refs/tags/${name}`) ?? refs.get(`refs/${name}`) ?? name;
  if (repository.history.commitAt(id) === undefined) refuse(422, `No commit found for SHA: ${name}`);
  return id;
}

/** Newest first. */
function statusesOf({ statuses }: State, sha: string): readonly Status[] {
  return statuses.filter((status) => status.sha === sha).toReversed();
}

function combinedStatus(state: State, call: Call) {
  const sha = commitOf(state, call);
  const latest = new Map<string, Status>();
  for (const status of statusesOf(state, sha)) if (!latest.has(status.context)) latest.set(status.context, status);
  const all = [...latest.values()];
  const { items, headers } = pageOf(state.api, call, { items: all });
  const url = repositoryUrl(state);
  const json = {
    state: worstOf(all),
    statuses: items.map((status) => simpleStatusJson(state, status)),
    sha,
    total_count: all.length,
    repository: minimalRepositoryJson(state),
    commit_url: `${url}/commits/${sha}`,
    url: `${url}/commits/${sha}/status`,
  };
  return { status: 200, json, headers };
}

/** A commit without a status is pending for GitHub, not a success. */
function worstOf(statuses: readonly Status[]): 'failure' | 'pending' | 'success' {
  if (statuses.some(({ state }) => state === 'error' || state === 'failure')) return 'failure';
  return statuses.length > 0 && statuses.every(({ state }) => state === 'success') ? 'success' : 'pending';
}

function createStatus(state: State, call: Call) {
  const sha = param(call, 'sha');
  if (state.repository.history.commitAt(sha) === undefined) notFound();
  const sent = call.body as {
    readonly state: Status['state'];
    readonly context?: string;
    readonly description?: string | null;
    readonly target_url?: string | null;
  };
  const status = {
    id: state.statuses.length + 1,
    sha,
    state: sent.state,
    context: sent.context ?? 'default',
    description: sent.description ?? null,
    targetUrl: sent.target_url ?? null,
    creator: call.caller.login,
    createdAt: state.now(),
  };
  state.statuses.push(status);
  return { status: 201, json: statusJson(state, status) };
}

function simpleStatusJson(state: State, { id, sha, context, description, targetUrl, createdAt, ...status }: Status) {
  const at = timeJson(createdAt);
  return {
    url: `${repositoryUrl(state)}/statuses/${sha}`,
    avatar_url: userJson(state, status.creator).avatar_url,
    id,
    node_id: nodeId('Status', String(id)),
    state: status.state,
    description,
    target_url: targetUrl,
    context,
    created_at: at,
    updated_at: at,
  };
}

function statusJson(state: State, status: Status) {
  return { ...simpleStatusJson(state, status), creator: userJson(state, status.creator) };
}
