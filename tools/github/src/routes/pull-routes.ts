import { changePull } from '../acts/change-pull';
import { openPull } from '../acts/open-pull';
import { requestedPull } from '../acts/requested-pull';
import { type Answer, refuse } from '../http/answer';
import { listAnswer, pageOf } from '../http/paging';
import { type Call, param, type Route } from '../http/route';
import { fullPullJson } from '../json/full-pull-json';
import { simplePullJson } from '../json/pull-json';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';
const read = [{ pull_requests: 'read' }] as const;
const write = [{ pull_requests: 'write' }] as const;

export const pullRoutes: readonly Route[] = [
  { operation: 'GET /repos/{owner}/{repo}/pulls', needs: read, answer: listPulls },
  {
    operation: 'POST /repos/{owner}/{repo}/pulls',
    needs: write,
    answer: (state, call) => ({ status: 201, json: fullPullJson(state, openPull(state, call), 'later') }),
  },
  { operation: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', needs: read, answer: pullsOfCommit },
  {
    operation: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    needs: read,
    answer: (state, call) => ({ status: 200, json: fullPullJson(state, requestedPull(state, call), 'now') }),
  },
  {
    operation: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    needs: write,
    answer: (state, call) => ({ status: 200, json: fullPullJson(state, changePull(state, call), 'later') }),
  },
];

function listPulls(state: State, call: Call): Answer {
  const parameter = (name: string) => call.query.get(name);
  const stateWanted = parameter('state') ?? 'open';
  const head = parameter('head');
  const { owner } = state.settings;
  const items = state.pulls.all().filter((pull) => {
    if (stateWanted !== 'all' && pull.state !== stateWanted) return false;
    if (parameter('base') !== null && pull.base !== parameter('base')) return false;
    // Without an owner GitHub leaves the filter out, and lists everything.
    return head?.includes(':') !== true || head === `${owner}:${pull.head}`;
  });
  return listAnswer(pageOf(state.api, call, { items: sortPulls(items, call.query) }), (pull) =>
    simplePullJson(state, pull),
  );
}

/** The pull request that merged a commit, or those that contain it. */
function pullsOfCommit(state: State, call: Call): Answer {
  const id = param(call, 'commit_sha');
  const { history } = state.repository;
  if (history.commitAt(id) === undefined) refuse(422, `No commit found for SHA: ${id}`);
  const has = ({ merged, headSha, baseSha }: Pull): boolean => {
    const before = merged === undefined ? baseSha : history.commitAt(merged.commit)?.parents[0];
    return merged?.commit === id || (before !== undefined && history.between(before, headSha).includes(id));
  };
  return listAnswer(pageOf(state.api, call, { items: state.pulls.all().filter(has) }), (pull) =>
    simplePullJson(state, pull),
  );
}

function sortPulls(pulls: readonly Pull[], query: URLSearchParams): readonly Pull[] {
  const sort = query.get('sort') ?? 'created';
  const direction = query.get('direction') ?? (query.has('sort') && sort !== 'created' ? 'asc' : 'desc');
  const key = (pull: Pull) => (sort === 'updated' ? pull.updatedAt : pull.createdAt).getTime();
  const ascending = pulls.toSorted((a, b) => key(a) - key(b) || a.number - b.number);
  return direction === 'asc' ? ascending : ascending.toReversed();
}
