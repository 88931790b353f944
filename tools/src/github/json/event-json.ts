import type { LabelEvent } from '../pull';
import type { State } from '../state';
import { timeJson } from './git-json';
import { repositoryUrl } from './repository-json';
import { nodeId, numberFor, userJson } from './user-json';

/** An event of a pull request's issue: a label that was put on it or taken off. */
export function labelEventJson(state: State, { event, label, by, at }: LabelEvent) {
  const id = numberFor(`${event} ${label} ${at.toISOString()}`);
  return {
    id,
    node_id: nodeId('LabeledEvent', String(id)),
    url: `${repositoryUrl(state)}/issues/events/${id}`,
    actor: userJson(state, by),
    event,
    commit_id: null,
    commit_url: null,
    created_at: timeJson(at),
    performed_via_github_app: null,
    label: { name: label, color: 'ededed' },
  };
}
