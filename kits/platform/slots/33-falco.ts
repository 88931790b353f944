import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const falco: Slot<'bp-falco'> = {
  number: '33',
  name: 'bp-falco',
  chart: {
    source: 'falcosecurity',
    name: 'falco',
    version: '9.1.1',
  },
  namespace: { name: 'falco', from: 'slot', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
  dependsOn: ['bp-cilium'],
  where: { feature: 'scanning' },
  values: {
    image: { registry: text`${'REGISTRY_MIRROR'}/proxy-dockerhub` },
    driver: { kind: 'modern_ebpf' },
    falcosidekick: { enabled: use('OBSERVABILITY') },
    tolerations: [{ effect: 'NoSchedule', operator: 'Exists' }],
  },
};
