import type { State } from '../state/state';
import { repositoryUrl } from './addresses';
import { nodeId, numberFor } from './user-json';
export function labelJson(state: State, name: string) {
  return {
    id: numberFor(`label ${name}`),
    node_id: nodeId('Label', name),
    url: `${repositoryUrl(state)}/labels/${encodeURIComponent(name)}`,
    name,
    // A label that was created by adding it to something has no description.
    description: null,
    color: 'ededed',
    default: false,
  };
}
