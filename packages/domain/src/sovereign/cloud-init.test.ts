import { acme, sovereignMessages } from '../testing/example-sovereign';

const digest = '0123456789abcdef'.repeat(4);
const cloudInit = {
  helmVersion: '3.19.0',
  sha256: { k3s: digest, helm: digest, flux: digest },
};
const packageRemedy = "it must be the name of a package. Write a package such as 'nfs-common'.";
const poolRemedy = "Write a label such as { tier: 'fast' }.";

test.each<{ what: string; said: object; says: readonly string[] }>([
  { what: 'nothing more', said: {}, says: [] },
  {
    what: 'all that can be said',
    said: {
      architecture: 'arm64',
      servers: 3,
      pools: { gpu: { labels: { 'acme.example/tier': 'fast', tier: '' }, taints: ['nvidia.com/gpu=true:NoSchedule'] } },
      packages: ['nfs-common', 'libstdc++6'],
    },
    says: [],
  },
  {
    what: 'versions that are none',
    said: { helmVersion: 'v3.19.0' },
    says: [
      `cloudInit.helmVersion is "v3.19.0": it must be a version of three numbers. Write a version such as '3.19.0'.`,
    ],
  },
  {
    what: 'digests that are none',
    said: { sha256: { k3s: 'abc', helm: `sha256:${digest}` } },
    says: [
      'cloudInit.sha256.k3s is "abc": it must be 64 hexadecimal digits. Write the SHA-256 that the release names for ' +
        'the file.',
      `cloudInit.sha256.helm is "sha256:${digest}": it must be 64 hexadecimal digits. Write the SHA-256 that the ` +
        'release names for the file.',
      'cloudInit.sha256.flux is not set: it must be given. Write what sha256sum prints of the install.yaml of the ' +
        'release.',
    ],
  },
  {
    what: 'two servers',
    said: { servers: 2 },
    says: ['cloudInit.servers is 2: there is no such value. Write one of 1, 3.'],
  },
  {
    what: 'another architecture',
    said: { architecture: 'riscv64' },
    says: [`cloudInit.architecture is "riscv64": there is no such value. Write one of amd64, arm64.`],
  },
  {
    what: 'a pool whose name is none',
    said: { pools: { 'GPU nodes': {} } },
    says: ['cloudInit.pools["GPU nodes"] is {}: the name of a pool is a DNS label. Write a name such as \'gpu\'.'],
  },
  {
    what: 'labels with which no node starts',
    said: { pools: { gpu: { labels: { 'node-role.kubernetes.io/gpu': 'true', 'a b': 'x', tier: 'a b' } } } },
    says: [
      'cloudInit.pools.gpu.labels.tier is "a b": Kubernetes does not take it. Write a value such as \'fast\'.',
      'cloudInit.pools.gpu.labels["node-role.kubernetes.io/gpu"] is "true": a node may not give itself this label. ' +
        poolRemedy,
      `cloudInit.pools.gpu.labels["a b"] is "x": Kubernetes does not take it. ${poolRemedy}`,
    ],
  },
  {
    what: 'a taint without an effect',
    said: { pools: { gpu: { taints: ['nvidia.com/gpu=true'] } } },
    says: [
      'cloudInit.pools.gpu.taints[0] is "nvidia.com/gpu=true": it must be a taint. Write it as ' +
        "'nvidia.com/gpu=true:NoSchedule'.",
    ],
  },
  {
    what: 'a package that is none',
    said: { packages: ['NFS common'] },
    says: [`cloudInit.packages[0] is "NFS common": ${packageRemedy}`],
  },
  {
    what: 'a package that apt would remove',
    said: { packages: ['g++', 'curl-'] },
    says: [`cloudInit.packages[1] is "curl-": ${packageRemedy}`],
  },
])('a record whose servers are made with $what', ({ said, says }) => {
  expect(sovereignMessages({ ...acme, cloudInit: { ...cloudInit, ...said } })).toEqual(says);
});
