import type { CloudInit } from '@sovereign-fleet/domain';

/** The registries that a mirror of the fleet has, and its project for each. */
const usualRegistries: Readonly<Record<string, string>> = {
  'docker.io': 'proxy-dockerhub',
  'gcr.io': 'proxy-gcr',
  'ghcr.io': 'proxy-ghcr',
  'quay.io': 'proxy-quay',
  'registry.k8s.io': 'proxy-k8s',
};

/** All that it has for a Sovereign. */
export function projectsOf({ registries = {} }: Pick<CloudInit, 'registries'>): Readonly<Record<string, string>> {
  return { ...usualRegistries, ...registries };
}

/** What containerd of a node pulls through the mirror; where the mirror is away, it asks the registry itself. */
export function registriesConfig(mirror: string, projects: Readonly<Record<string, string>>): object {
  const hosts = Object.entries(projects).sort(([a], [b]) => (a < b ? -1 : 1));
  const mirrors = hosts.map(([host, project]) => {
    return [host, { endpoint: [`https://${mirror}`], rewrite: { '^(.*)$': `${project}/$1` } }] as const;
  });
  return { mirrors: Object.fromEntries(mirrors) };
}
