// nx-ignore-next-line
import { referencesTo } from '@sovereign-fleet/nx';

export const parameters = {
  DMZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-dmz-vcluster' },
  MGMT_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-mgmt-vcluster' },
  REGISTRY_MIRROR: { type: 'string', fact: 'registryMirror' },
  RTZ_VCLUSTER_ENABLED: { type: 'boolean', enables: 'bp-rtz-vcluster' },
  SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' },
  SOVEREIGN_REGION_CANONICAL_LABEL: { type: 'string', fact: 'canonicalLabel' },
  SOVEREIGN_REGION_KEY: { type: 'string', fact: 'regionKey' },
  SOVEREIGN_REGION_ROLE: { type: 'string', fact: 'regionRole' },
} as const;

export const { text, use } = referencesTo(parameters);
