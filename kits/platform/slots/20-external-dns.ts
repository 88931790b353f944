import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const externalDns: Slot<'bp-external-dns'> = {
  number: '20',
  name: 'bp-external-dns',
  chart: {
    source: 'external-dns',
    name: 'external-dns',
    version: '1.18.0',
  },
  namespace: { name: 'external-dns', from: 'slot' },
  dependsOn: ['bp-cilium'],
  brings: ['externaldns.k8s.io'],
  where: { feature: 'dns' },
  inputs: [{ kind: 'Secret', name: 'dns-token', key: 'token', to: 'env[0].value' }],
  values: {
    provider: { name: 'cloudflare' },
    env: [{ name: 'CF_API_TOKEN' }],
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-k8s/external-dns/external-dns` },
    domainFilters: use('DNS_ZONES'),
    // Two regions write into one zone: each touches the records of its own name alone.
    registry: 'txt',
    txtOwnerId: use('SOVEREIGN_REGION_CANONICAL_LABEL'),
    policy: 'sync',
    logLevel: use('LOG_LEVEL'),
  },
};
