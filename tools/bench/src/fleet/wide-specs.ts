import type { SovereignSpec } from '@sovereign-fleet/domain';
import { fleetFile, specFile } from '@sovereign-fleet/workspace/project';
import { exampleSpecs, type NamedSpec } from './example-specs';
import type { Files } from './repository';

/** What the layers of the fleet say of the wide kit. */
const fleetText = `import { defineFleet } from '@sovereign-fleet/nx';
import wide from '../kits/wide/kit';

export default defineFleet({
  kits: [
    wide.with({
      parameters: { CONTACT: 'platform@example.com', DNS_ZONES: ['example.com', 'example.org'] },
      environments: {
        prod: { parameters: { ACME_SERVER: 'https://acme.example.com', REPLICAS: 3 } },
        stg: {
          parameters: { ACME_SERVER: 'https://acme.example.com/staging', LOG_LEVEL: 'debug' },
          overrides: { 'bp-kyverno': { replicaCountMax: 5 } },
        },
      },
      providers: {
        aws: { parameters: { STORAGE_CLASS: 'gp3', MTU: 9001 } },
        azure: { parameters: { STORAGE_CLASS: 'managed-csi' } },
        gcp: { parameters: { STORAGE_CLASS: 'standard-rwo', MTU: 1460 } },
        hetzner: { parameters: { STORAGE_CLASS: 'hcloud-volumes', MTU: 1450 } },
        huawei: { parameters: { STORAGE_CLASS: 'csi-disk' } },
        oci: { parameters: { STORAGE_CLASS: 'oci-bv' } },
      },
    }),
  ],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
`;

export const fleetOfWideKit: Files = { [fleetFile]: fleetText };

/** The specs of `count` Sovereigns of the wide kit, in three regions each. */
export function wideSpecs(count: number): readonly NamedSpec[] {
  return exampleSpecs(count).map(({ name, spec }, index) => ({ name, spec: wideSpec(spec, index) }));
}

/** Every second is on staging, every fifth has no observability, every tenth says values of its own. */
function wideSpec(spec: SovereignSpec, index: number): SovereignSpec {
  const said = {
    ...(index % 5 === 4 ? { features: { observability: false } } : {}),
    ...(index % 10 === 9 ? { overrides: { 'bp-keda': { resources: { limits: { memory: '1Gi' } } } } } : {}),
  };
  return {
    fqdn: spec.fqdn,
    environment: index % 2 === 0 ? 'prod' : 'stg',
    regions: spec.regions.map((region, place) => {
      const meshId = place + 1;
      const network = { meshId, pods: `10.${meshId}.0.0/16`, services: `10.${meshId + 128}.0.0/16` };
      return { ...withoutOverrides(region), role: place === 0 ? 'primary' : 'secondary', network };
    }),
    networksGiven: spec.regions.length,
    ...said,
  };
}

/** The overrides of the examples are for another kit. */
function withoutOverrides(region: SovereignSpec['regions'][number]): SovereignSpec['regions'][number] {
  return { ...region, overrides: undefined };
}

/** The file of a spec, as a person writes it. */
export function specFiles(specs: readonly NamedSpec[], kit = '../../kits/wide/kit'): Files {
  return Object.fromEntries(
    specs.map(({ name, spec }) => {
      const first = `import { defineSovereign } from '${kit}';\n\n`;
      return [specFile(name), `${first}export default defineSovereign(${typescriptOf(spec)});\n`];
    }),
  );
}

/** A record as TypeScript: keys are bare where they can be. */
function typescriptOf(value: object): string {
  return JSON.stringify(value, undefined, 2)
    .replace(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'");
}
