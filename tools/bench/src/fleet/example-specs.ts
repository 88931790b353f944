import type { SovereignSpec } from '@sovereign-fleet/domain';

/** The spec of one Sovereign, and the name of its folder. */
export interface NamedSpec {
  readonly name: string;
  readonly spec: SovereignSpec;
}

/** Regions of a Sovereign: three of one provider, or of several. */
const regionTriples: readonly SovereignSpec['regions'][] = [
  [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
    { key: 'hel1', provider: 'hetzner', role: 'secondary' },
  ],
  [
    { key: 'hel1', provider: 'hetzner', role: 'secondary' },
    { key: 'eu-central-1', provider: 'aws', role: 'primary' },
    { key: 'ap-singapore-1', provider: 'oci', role: 'secondary' },
  ],
  [
    { key: 'europe-west3', provider: 'gcp' },
    { key: 'westeurope', provider: 'azure', overrides: { 'bp-cilium': { cilium: { hubble: { enabled: true } } } } },
    { key: 'tr-west-1', provider: 'huawei' },
  ],
];

/** The specs of `count` Sovereigns in three regions each. Same count, same specs. */
export function exampleSpecs(count: number): readonly NamedSpec[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `sovereign-${String(index + 1).padStart(4, '0')}`;
    const regions = regionTriples[index % regionTriples.length] ?? [];
    return { name, spec: { fqdn: `${name}.fleet.example.com`, environment: 'prod', regions } };
  });
}
