import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

/** The sign-in before what the DMZ serves. */
export const oauth2Proxy: Slot<'bp-oauth2-proxy'> = {
  number: '55',
  name: 'bp-oauth2-proxy',
  chart: {
    source: 'oauth2-proxy',
    name: 'oauth2-proxy',
    version: '7.7.12',
  },
  namespace: { name: 'oauth2-proxy', from: 'helm' },
  runsIn: 'dmz',
  dependsOn: [],
  where: { feature: 'identity' },
  inputs: [
    { kind: 'Secret', name: 'oauth2-proxy', key: 'client-secret', to: 'config.clientSecret' },
    { kind: 'Secret', name: 'oauth2-proxy', key: 'cookie-secret', to: 'config.cookieSecret' },
  ],
  values: {
    image: { repository: text`${'REGISTRY_MIRROR'}/proxy-quay/oauth2-proxy/oauth2-proxy` },
    replicaCount: use('REPLICAS'),
    config: { clientID: 'oauth2-proxy' },
    extraArgs: {
      provider: 'oidc',
      'oidc-issuer-url': text`https://id.${'SOVEREIGN_FQDN'}/realms/platform`,
      'cookie-domain': text`.${'SOVEREIGN_FQDN'}`,
      'email-domain': '*',
    },
  },
};
