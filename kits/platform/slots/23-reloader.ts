import type { Slot } from '@sovereign-fleet/nx';
import { text } from '../parameters';

/** Restarts what reads a Secret or ConfigMap that has changed. */
export const reloader: Slot<'bp-reloader'> = {
  number: '23',
  name: 'bp-reloader',
  chart: {
    source: 'stakater',
    name: 'reloader',
    version: '2.1.3',
  },
  namespace: { name: 'reloader', from: 'helm' },
  dependsOn: ['bp-cilium'],
  where: { feature: 'secrets' },
  values: {
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-ghcr/stakater/reloader` },
    reloader: { reloadStrategy: 'annotations', autoReloadAll: false },
  },
};
