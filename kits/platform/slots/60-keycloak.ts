import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** Who people are, once for all regions: it runs where the mgmt vCluster is, in the primary. */
export const keycloak: Slot<'bp-keycloak'> = {
  number: '60',
  name: 'bp-keycloak',
  chart: {
    source: 'codecentric',
    name: 'keycloakx',
    version: '7.0.1',
  },
  namespace: { name: 'keycloak', from: 'helm' },
  runsIn: 'mgmt',
  dependsOn: [],
  where: { feature: 'identity' },
  action: { like: 'careful' },
  inputs: [{ kind: 'Secret', name: 'keycloak-database', key: 'password', to: 'database.password' }],
  values: {
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-quay/keycloak/keycloak` },
    command: ['/opt/keycloak/bin/kc.sh', 'start', text`--hostname=https://id.${'SOVEREIGN_FQDN'}`],
    http: { relativePath: '/' },
    database: { vendor: 'postgres', hostname: use('IDENTITY_DATABASE'), port: 5432, database: 'keycloak' },
    replicas: use('REPLICAS'),
  },
};
