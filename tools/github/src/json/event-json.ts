import type { LabelEvent, ReviewEvent } from '../state/pull';
import type { State } from '../state/state';
import { repositoryUrl } from './addresses';
import { timeJson } from './git-json';
import { teamJson } from './pull-json';
import { nodeId, numberFor, userJson } from './user-json';
/** An event of a pull request: a label was added or removed, or somebody was asked for a review or dropped. */
export function eventJson(state: State, event: LabelEvent | ReviewEvent) {
  if ('label' in event) {
    return { ...commonJson(state, event, event.label), label: { name: event.label, color: 'ededed' } };
  }
  const { reviewer, team, by } = event;
  return {
    ...commonJson(state, event, reviewer ?? team ?? ''),
    review_requester: userJson(state, by),
    ...(reviewer === undefined ? {} : { requested_reviewer: userJson(state, reviewer) }),
    ...(team === undefined ? {} : { requested_team: teamJson(state, team) }),
  };
}

function commonJson(state: State, { event, by, at }: LabelEvent | ReviewEvent, about: string) {
  const id = numberFor(`${event} ${about} ${at.toISOString()}`);
  return {
    id,
    node_id: nodeId('IssueEvent', String(id)),
    url: `${repositoryUrl(state)}/issues/events/${id}`,
    actor: userJson(state, by),
    event,
    commit_id: null,
    commit_url: null,
    created_at: timeJson(at),
    performed_via_github_app: null,
  };
}
