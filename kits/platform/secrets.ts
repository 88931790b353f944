const inFluxSystem = { namespace: 'flux-system' } as const;

/** What rows read and nobody writes into Git, all of it where the HelmReleases are. */
export const secrets = {
  'ghcr-pull': {
    ...inFluxSystem,
    keys: ['.dockerconfigjson'],
    registries: ['ghcr.io'],
    from: 'bootstrap',
    why: 'pulls our charts',
  },
  'hcloud-token': { ...inFluxSystem, keys: ['token'], from: 'bootstrap', why: 'makes volumes and load balancers' },

  'dns-token': { ...inFluxSystem, keys: ['token'], from: 'sops', why: 'writes the records of the zones' },
  'harbor-admin': { ...inFluxSystem, keys: ['password'], from: 'sops', why: 'is the first sign-in to the registry' },
  'keycloak-database': { ...inFluxSystem, keys: ['password'], from: 'sops', why: 'opens the database of Keycloak' },
  'oauth2-proxy': {
    ...inFluxSystem,
    keys: ['client-secret', 'cookie-secret'],
    from: 'sops',
    why: 'signs people in at the DMZ',
  },

  'velero-credentials': { ...inFluxSystem, keys: ['cloud'], from: 'external', why: 'opens the bucket of the backups' },
} as const;

export const configMaps = {
  'alert-routes': {
    ...inFluxSystem,
    keys: ['values.yaml'],
    from: 'bootstrap',
    why: 'says who is called, which operations change without a release',
  },
} as const;
