import { plainFiles, templateFiles, warningsOf } from '@sovereign-fleet/cloud-init';
import { formatIssue, type SovereignSpec, valueOf } from '@sovereign-fleet/domain';
import { acme } from '../testing/example-kit';
import {
  acmeServers,
  exampleInputs,
  exampleSettings,
  globexServers,
  kitOfPhaseZero,
  prepareExample,
  withNetworks,
} from '../testing/example-phase-zero';

function messages(spec: object, row?: object): readonly string[] {
  const kit = row === undefined ? kitOfPhaseZero() : kitOfPhaseZero(row);
  const prepared = prepareExample(spec as SovereignSpec, kit); // parsed there
  return prepared.ok ? [] : prepared.issues.map(formatIssue);
}

const storage = { installs: { storage: 'kube-system' } };
const servers = withNetworks(acme);
const { cloudInit } = exampleSettings;

test.each<{ what: string; spec: object; row?: object; says: readonly string[] }>([
  { what: 'nothing', spec: acmeServers, says: [] },
  {
    what: 'a record that says nothing of its servers',
    spec: acme,
    says: [
      'sovereign.ts: cloudInit is not set: nothing says what its servers are made with. Write { helmVersion: ' +
        "'3.19.0', sha256: { k3s: '…', helm: '…', flux: '…' } }, with the digests of what these versions are " +
        'downloaded as.',
    ],
  },
  {
    what: 'a record without a version of Flux',
    spec: { ...servers, fluxVersion: undefined },
    says: [
      'sovereign.ts: fluxVersion is not set: Phase 0 installs one version of Flux, and its digest is that of one ' +
        "version. Write the version whose install.yaml has cloudInit.sha256.flux, such as '2.8.1'.",
    ],
  },
  {
    what: 'a record without a k3s',
    spec: { ...servers, k3sVersion: undefined },
    says: [
      'sovereign.ts: k3sVersion is not set: Phase 0 installs one version of k3s, and its digest is that of one ' +
        "version. Write the release whose k3s has cloudInit.sha256.k3s, such as 'v1.34.1+k3s1'.",
    ],
  },
  {
    what: 'regions without networks',
    spec: { ...acme, ...exampleSettings },
    says: [
      "sovereign.ts: regions[0].network is not set: k3s takes its networks. Write network: { meshId: 1, pods: '10.1." +
        "0.0/16', services: '10.129.0.0/16' }, and networksGiven: 2 beside the regions.",
      "sovereign.ts: regions[1].network is not set: k3s takes its networks. Write network: { meshId: 2, pods: '10.2." +
        "0.0/16', services: '10.130.0.0/16' }, and networksGiven: 2 beside the regions.",
    ],
  },
  {
    what: 'a pool with labels that are decided elsewhere',
    spec: {
      ...servers,
      cloudInit: {
        ...cloudInit,
        pools: { gpu: { labels: { 'openova.io/region': 'x', 'acme.example/regionRole': 'primary' } } },
      },
    },
    says: [
      'sovereign.ts: cloudInit.pools.gpu.labels["openova.io/region"] is "x": every node has it, with the canonical ' +
        'label of its region. Remove it.',
      'sovereign.ts: cloudInit.pools.gpu.labels["acme.example/regionRole"] is "primary": Git decides the ' +
        'role of a region, and a promotion changes no node. Remove it.',
    ],
  },
  {
    what: 'slot 01 whose release Flux looks for elsewhere',
    spec: servers,
    row: {},
    says: [
      'kit.ts: bp-cilium.installs.storage is not set: Helm on the node keeps the release in "kube-system" and Flux ' +
        'looks for it in "flux-system", so Flux would install over it, and take the network away when that fails. ' +
        "Write installs: { storage: 'kube-system' } before the first cluster of the kit runs; clusters that run " +
        'without it keep what they have, and are not made by Phase 0.',
    ],
  },
  {
    what: 'slot 01 with values from a Secret',
    spec: servers,
    row: { ...storage, inputs: [{ kind: 'Secret', name: 'ghcr-pull', key: '.dockerconfigjson', to: 'pull' }] },
    says: [
      'kit.ts: bp-cilium.inputs[0] is "ghcr-pull": Helm on the node has no Secret to read, so its values would not ' +
        'be those of Flux. Write the values into the row, or take them from a parameter.',
    ],
  },
  {
    what: 'slot 01 with other addresses of pods than k3s',
    spec: servers,
    row: { ...storage, values: { cilium: { ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.1.0.0/16'] } } } } },
    says: [
      'kit.ts: bp-cilium.values.cilium.ipam.operator.clusterPoolIPv4PodCIDRList is ["10.1.0.0/16"]: k3s of nbg1 is ' +
        'started with --cluster-cidr. Read the fact "podCidr" there, or write 10.2.0.0/16.',
    ],
  },
  {
    what: 'slot 01 that leaves the addresses of pods to Kubernetes',
    spec: servers,
    row: {
      ...storage,
      values: { ipam: { mode: 'kubernetes', operator: { clusterPoolIPv4PodCIDRList: ['10.0.0.0/8'] } } },
    },
    says: [],
  },
  {
    what: 'no slot 01',
    spec: { ...servers, regions: servers.regions.slice(0, 1) },
    row: { ...storage, number: '03' },
    says: [
      'sovereign.ts: regions[0] is "fsn1": no slot 01 of the kit "example" is on there, so its nodes have no ' +
        "network. Give the row that brings the network the number '01'.",
    ],
  },
])('Phase 0 is refused for $what', ({ spec, row, says }) => {
  expect(messages(spec, row)).toEqual(says);
});

/** A row of slot 01 whose values have so many bytes. */
function rowOf(bytes: number): object {
  return { ...storage, values: { note: 'x'.repeat(bytes) } };
}

test('user data above what a provider takes is refused, and a person is told before', () => {
  const sized = (bytes: number) => prepareExample(globexServers, kitOfPhaseZero(rowOf(bytes)));
  const [free, near, full] = [sized(1000), sized(4562), sized(5412)];
  expect(warningsOf(valueOf(free))).toEqual([]);
  expect(warningsOf(valueOf(near))).toEqual([
    'eu-central-1: control-plane.yaml has 16370 bytes, 99 % of what aws takes',
  ]);
  expect(full.ok ? [] : full.issues.map(formatIssue)).toEqual([
    'sovereign.ts: regions[1] is "eu-central-1": control-plane.yaml has 17220 bytes, and aws takes fewer than 16384. ' +
      'Take values of slot 01 into its chart, or Secrets of "bootstrap" into files that SOPS encrypted.',
  ]);
});

test('a provider that names no limit has none, and its README says so', () => {
  const regions = [
    { key: 'eu', provider: 'contabo', network: { meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' } },
  ];
  const prepared = valueOf(
    prepareExample({ ...servers, regions } as SovereignSpec, kitOfPhaseZero(rowOf(70_000))), // parsed there
  );
  expect(warningsOf(prepared)).toEqual([]);
  const files = templateFiles(prepared);
  expect(files.get('eu/README.md')).toContain(
    '\nHow many bytes of user data contabo takes is not known, so the size of the files is not checked.\n',
  );
  expect(files.get('eu/main.tf.json')).not.toContain('precondition');
});

test('a person is told of a k3s whose flags nobody here has compared', () => {
  const spec = { ...servers, k3sVersion: 'v1.35.0+k3s1' };
  expect(warningsOf(valueOf(prepareExample(spec)))).toEqual([
    'k3s v1.35.0+k3s1 is not 1.34, whose flags are known here; it leaves out what it does not know: look for ' +
      '"Unknown flag" in "journalctl --unit=k3s" of a node',
  ]);
});

test('an input that is missing or malformed is told with what it is for, and never with its value', () => {
  const { values, encode } = exampleInputs;
  const given = { ...values, K3S_TOKEN: 'short', FLUX_SYSTEM_USERNAME: '', NBG1_FLUX_SYSTEM_USERNAME: 'reader' };
  const files = plainFiles(valueOf(prepareExample(servers)), { values: given, encode });
  expect(files.ok ? [] : files.issues.map(formatIssue)).toEqual([
    'environment: K3S_TOKEN is …: it has to match ^[0-9A-Za-z]{32,128}$. Export K3S_TOKEN, or FSN1_K3S_TOKEN for ' +
      'this region alone; an example: what "openssl rand -hex 32" prints.',
    'environment: FLUX_SYSTEM_USERNAME is not set: fsn1 needs it (Secret flux-system, key username: reads the fleet ' +
      'repository). Export FLUX_SYSTEM_USERNAME, or FSN1_FLUX_SYSTEM_USERNAME for this region alone; an example: any ' +
      'text.',
    'environment: K3S_TOKEN is …: it has to match ^[0-9A-Za-z]{32,128}$. Export K3S_TOKEN, or NBG1_K3S_TOKEN for ' +
      'this region alone; an example: what "openssl rand -hex 32" prints.',
  ]);
});

test('as long as the first server has no address, its file is written alone', () => {
  const { values, encode } = exampleInputs;
  const given = { ...values, SERVER_ADDRESS: '', NBG1_SERVER_ADDRESS: '10.0.0.3' };
  const { files, lines } = valueOf(plainFiles(valueOf(prepareExample(acmeServers)), { values: given, encode }));
  expect([...files.keys()].filter((path) => path.startsWith('fsn1/'))).toEqual(['fsn1/control-plane.yaml']);
  expect([...files.keys()].filter((path) => path.startsWith('nbg1/'))).toHaveLength(4);
  expect(lines).toEqual([
    'fsn1: not written: control-plane-join.yaml, worker.yaml, worker-gpu.yaml; export FSN1_SERVER_ADDRESS once the ' +
      'first server has an address, and run this again',
  ]);
});
