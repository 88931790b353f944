import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const policyReporter: Slot<'bp-policy-reporter'> = {
  number: '31',
  name: 'bp-policy-reporter',
  chart: {
    source: 'policy-reporter',
    name: 'policy-reporter',
    version: '3.0.0',
  },
  namespace: { name: 'policy-reporter', from: 'helm' },
  dependsOn: ['bp-kyverno'],
  where: { feature: 'policy' },
  values: {
    image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` },
    metrics: { enabled: use('OBSERVABILITY') },
    ui: { enabled: true, image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` } },
    plugin: { kyverno: { enabled: true, image: { registry: text`${'REGISTRY_MIRROR'}/proxy-ghcr` } } },
  },
};
