import { requestedPull } from '../acts/requested-pull';
import { invalid, Refusal, refuse } from '../http/answer';
import { listAnswer, pageOf } from '../http/paging';
import { type Call, param, type Route } from '../http/route';
import { eventJson } from '../json/event-json';
import { labelJson } from '../json/label-json';
import { simplePullJson } from '../json/pull-json';
import type { LabelEvent } from '../state/pull';
import type { State } from '../state/state';
// A pull request's labels are those of its issue: either permission is enough.
const read = [{ issues: 'read' }, { pull_requests: 'read' }] as const;
const write = [{ issues: 'write' }, { pull_requests: 'write' }] as const;

type SentLabel = string | { readonly name: string };

export const labelRoutes: readonly Route[] = [
  {
    operation: 'GET /repos/{owner}/{repo}/issues/{issue_number}/labels',
    needs: read,
    answer: (state, call) => {
      const page = pageOf(state.api, call, { items: requestedPull(state, call).labels });
      return listAnswer(page, (label) => labelJson(state, label));
    },
  },
  {
    operation: 'GET /repos/{owner}/{repo}/issues/{issue_number}/events',
    needs: read,
    answer: (state, call) => {
      const { labelEvents, reviewEvents } = requestedPull(state, call);
      const items = [...labelEvents, ...reviewEvents].sort((a, b) => a.at.getTime() - b.at.getTime());
      return listAnswer(pageOf(state.api, call, { items }), (event) => eventJson(state, event));
    },
  },
  {
    operation: 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
    needs: write,
    answer: addLabels,
  },
  {
    operation: 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
    needs: write,
    answer: removeLabel,
  },
  {
    operation: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
    needs: [{ pull_requests: 'write' }],
    answer: requestReviewers,
  },
];

/** GitHub ignores the case of a label. */
const isSameLabel = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function addLabels(state: State, call: Call) {
  const pull = requestedPull(state, call);
  const sent = (call.body ?? []) as readonly SentLabel[] | { readonly labels?: readonly SentLabel[] };
  const list = 'length' in sent ? sent : (sent.labels ?? []);
  const names = list.map((label) => (typeof label === 'string' ? label : label.name));
  if (names.some((name) => name.trim() === '')) invalid({ resource: 'Label', code: 'missing_field', field: 'name' });
  const labels = [...pull.labels];
  for (const name of names) if (!labels.some((label) => isSameLabel(label, name))) labels.push(name);
  const labelEvents = [...pull.labelEvents, ...eventsOf(state, call, { labeled: labels.slice(pull.labels.length) })];
  state.pulls.set({ ...pull, labels, labelEvents, updatedAt: state.now() });
  return { status: 200, json: labels.map((label) => labelJson(state, label)) };
}

function removeLabel(state: State, call: Call) {
  const pull = requestedPull(state, call);
  const labels = pull.labels.filter((label) => !isSameLabel(label, param(call, 'name')));
  if (labels.length === pull.labels.length) refuse(404, 'Label does not exist');
  const unlabeled = pull.labels.filter((label) => !labels.includes(label));
  const labelEvents = [...pull.labelEvents, ...eventsOf(state, call, { unlabeled })];
  state.pulls.set({ ...pull, labels, labelEvents, updatedAt: state.now() });
  return { status: 200, json: labels.map((label) => labelJson(state, label)) };
}

type Labels = Partial<Record<LabelEvent['event'], readonly string[]>>;

function eventsOf({ now }: State, { caller }: Call, { labeled = [], unlabeled = [] }: Labels): readonly LabelEvent[] {
  const made = { by: caller.login, at: now() };
  return [
    ...labeled.map((label) => ({ event: 'labeled', label, ...made }) as const),
    ...unlabeled.map((label) => ({ event: 'unlabeled', label, ...made }) as const),
  ];
}

function requestReviewers(state: State, call: Call) {
  const pull = requestedPull(state, call);
  const { settings, pulls } = state;
  const sent = (call.body ?? {}) as {
    readonly reviewers?: readonly string[];
    readonly team_reviewers?: readonly string[];
  };
  const { reviewers = [], team_reviewers: teams = [] } = sent;
  if (reviewers.includes(pull.author)) refuse(422, 'Review cannot be requested from pull request author.');
  const hasStranger =
    reviewers.some((login) => !settings.collaborators.includes(login)) ||
    teams.some((slug) => !settings.teams.includes(slug));
  if (hasStranger) {
    throw new Refusal(
      422,
      'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a ' +
        `collaborator of the ${settings.owner}/${settings.repo} repository.`,
    );
  }
  const made = { event: 'review_requested', by: call.caller.login, at: state.now() } as const;
  const changed = {
    reviewers: union(pull.reviewers, reviewers),
    teams: union(pull.teams, teams),
    reviewEvents: [
      ...pull.reviewEvents,
      ...reviewers.map((reviewer) => ({ ...made, reviewer })),
      ...teams.map((team) => ({ ...made, team })),
    ],
  };
  return { status: 201, json: simplePullJson(state, pulls.set({ ...pull, ...changed, updatedAt: state.now() })) };
}

const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])];
