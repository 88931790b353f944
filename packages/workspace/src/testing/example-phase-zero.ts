// For tests: the Sovereigns of the test workspaces with all that Phase 0 needs of them.
import { type PreparedRegion, prepareRegions } from '@sovereign-fleet/cloud-init';
import { resolve } from '@sovereign-fleet/compiler';
import {
  type BootstrapKit,
  networkOf,
  parseBootstrapKit,
  parseFleet,
  parseSovereign,
  type Result,
  type SovereignSpec,
  valueOf,
} from '@sovereign-fleet/domain';
import rows from './testdata/workspace/kits/example/kit';
import { acme, globex } from './example-kit';

const digest = (sign: string) => sign.repeat(64);

/** What the servers of the examples are made with. The digests are made up. */
export const exampleSettings = {
  fluxVersion: '2.8.1',
  k3sVersion: 'v1.34.1+k3s1',
  cloudInit: {
    helmVersion: '3.19.0',
    sha256: { k3s: digest('a'), helm: digest('b'), flux: digest('c') },
  },
} as const;

/** The example with a network for each region, as `nx g sovereign` gives them out. */
export function withNetworks(spec: SovereignSpec): SovereignSpec {
  const regions = spec.regions.map((region, index) => {
    const network = networkOf(index + 1, undefined);
    if ('problem' in network) throw new Error(network.problem);
    return { ...region, network };
  });
  return { ...spec, ...exampleSettings, regions };
}

/** Three servers in each region, and a pool. */
export const acmeServers: SovereignSpec = {
  ...withNetworks(acme),
  cloudInit: {
    ...exampleSettings.cloudInit,
    servers: 3,
    pools: { gpu: { labels: { 'acme.example/tier': 'gpu' }, taints: ['nvidia.com/gpu=true:NoSchedule'] } },
    packages: ['nfs-common'],
  },
  mirroredRegistries: { 'public.ecr.aws': 'proxy-ecr' },
};

export const globexServers = withNetworks(globex);

/** A value for each input of the examples. */
export const exampleInputs = {
  values: {
    K3S_TOKEN: 'a1'.repeat(32),
    SERVER_ADDRESS: '10.0.0.2',
    FLUX_SYSTEM_USERNAME: '007',
    FLEET_STATUS_TOKEN: 'ghp_status',
    FLUX_SYSTEM_PASSWORD: 'a ${PASSWORD} %{of} "lines"\n\tand ünïcode\n',
    GHCR_PULL_DOCKERCONFIGJSON: '{"auths":{"ghcr.io":{"auth":"dXNlcjp0b2tlbg=="}}}',
  },
  encode: (text: string) => Buffer.from(text, 'utf8').toString('base64'),
} as const;

/** The kit of the examples, whose slot 01 keeps its release where Helm does; `change` edits that row. */
export function kitOfPhaseZero(change: object = { installs: { storage: 'kube-system' } }): BootstrapKit {
  const slots = rows.slots.map((slot) => (slot.number === '01' ? { ...slot, ...change } : slot));
  const reviewed = slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn }));
  const lock = { source: 'graph.yaml', slots: reviewed };
  return valueOf(parseBootstrapKit({ source: 'kit.ts', rows: { ...rows, slots }, lock }));
}

/** The regions of a Sovereign in a fleet of examples, or what Phase 0 refuses of them. */
export function prepareExample(spec: SovereignSpec, kit = kitOfPhaseZero()): Result<readonly PreparedRegion[]> {
  const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
  const fleet = valueOf(parseFleet('fleet.ts', { domain: 'example.com', repository }));
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  return prepareRegions({ sovereign, fleet, topology: valueOf(resolve({ sovereign, fleet, kits: [kit] })) });
}
