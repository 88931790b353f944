import type { MirroredRegistries } from '@sovereign-fleet/domain';

/** What containerd of a node pulls through the mirror; where the mirror is away, it asks the registry itself. */
export function registriesConfig(mirror: string, registries: MirroredRegistries): object {
  const hosts = Object.entries(registries).sort(([a], [b]) => (a < b ? -1 : 1));
  const mirrors = hosts.map(([host, project]) => {
    return [host, { endpoint: [`https://${mirror}`], rewrite: { '^(.*)$': `${project}/$1` } }] as const;
  });
  return { mirrors: Object.fromEntries(mirrors) };
}
