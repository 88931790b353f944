import type { State } from '../state/state';
import { repositoryUrl } from './repository-json';
import { nodeId, numberFor } from './user-json';

export function labelJson(state: State, name: string) {
  return {
    id: numberFor(`label ${name}`),
    node_id: nodeId('Label', name),
    url: `${repositoryUrl(state)}/labels/${encodeURIComponent(name)}`,
    name,
    // Null is what GitHub says of a label that was made by being put on something.
    description: null,
    color: 'ededed',
    default: false,
  };
}
