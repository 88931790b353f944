import { networkSlot, valueOf } from '@sovereign-fleet/domain';
import { readSharedAt } from '@sovereign-fleet/workspace/specs';
import { workspaceRoot } from '../workspace';

const { kits } = valueOf(readSharedAt(workspaceRoot));

test.each(kits)('the network of the kit $name is kept where Phase 0 installs it', ({ slots }) => {
  const slot = slots.find(({ number }) => number === networkSlot);
  expect(slot?.namespace.name).toBe('kube-system');
  expect(slot?.installs?.storage).toBe(slot?.namespace.name);
});
