import { parseSovereign, valueOf } from '@sovereign-fleet/domain';
import { nodeFiles } from './inputs';
import { comparedK3s, k3sConfig, type ReplacedPart } from './node-config';
import flags from './testing/k3s-flags.json';

const spec = {
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [
    {
      key: 'fsn1',
      provider: 'hetzner',
    },
  ],
};
const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
const addresses = { meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' };
const pool = { labels: { tier: 'fast' }, taints: ['gpu:NoSchedule'] };

const by = { name: 'bp-own', namespace: 'flux-system' };

function configOf(file: (typeof nodeFiles)[number], replaced: readonly ReplacedPart[] = []) {
  const [region] = sovereign.regions;
  if (region === undefined) throw new Error('the example has a region');
  return k3sConfig({
    file,
    region,
    canonicalLabel: 'hz-fsn-rtz-prod',
    sovereign,
    addresses,
    pool,
    replaced: replaced.map((part) => ({ part, by })),
  });
}

const everyPart: readonly ReplacedPart[] = ['cloud-controller', 'kube-proxy'];

test.each(nodeFiles)('k3s has each flag that a %s is started with', (file) => {
  const known = file === 'worker' ? flags.agent : flags.server;
  expect(known.length).toBeGreaterThan(30);
  // Beside its own config, a node that joins has the server, and a server its addresses.
  const beside = file === 'control-plane' ? ['tls-san'] : ['server'];
  const asked = [...Object.keys(configOf(file, everyPart)), ...beside];
  expect(asked.filter((flag) => !known.includes(flag))).toEqual([]);
});

test('k3s has each component that is turned off, and the list is that of the version that we name', () => {
  const { disable = [] } = configOf('control-plane');
  expect([disable].flat().filter((name) => !flags.disable.includes(String(name)))).toEqual([]);
  expect(flags.version.startsWith(`v${comparedK3s}.`)).toBe(true);
});

test.each(nodeFiles)('a %s has the label of its region first, and then those of its pool', (file) => {
  expect(configOf(file)).toMatchObject({
    'node-label': ['openova.io/region=hz-fsn-rtz-prod', 'tier=fast'],
    'node-taint': ['gpu:NoSchedule'],
  });
});

test('only the first server begins a cluster; all of a region have the same networks', () => {
  const [first, join] = [configOf('control-plane'), configOf('control-plane-join')];
  expect(first).toEqual({ 'cluster-init': true, ...join });
  expect(join).toMatchObject({ 'cluster-cidr': '10.1.0.0/16', 'service-cidr': '10.129.0.0/16' });
});

const ofNode = { 'kubelet-arg': ['cloud-provider=external'] };

test.each<{ file: (typeof nodeFiles)[number]; replaced: readonly ReplacedPart[]; beside: object }>([
  { file: 'control-plane', replaced: ['kube-proxy'], beside: { 'disable-kube-proxy': true } },
  { file: 'worker', replaced: ['kube-proxy'], beside: {} },
  {
    file: 'control-plane-join',
    replaced: ['cloud-controller'],
    beside: { 'disable-cloud-controller': true, ...ofNode },
  },
  { file: 'worker', replaced: ['cloud-controller'], beside: ofNode },
  {
    file: 'control-plane',
    replaced: everyPart,
    beside: { 'disable-cloud-controller': true, 'disable-kube-proxy': true, ...ofNode },
  },
])('k3s of a $file leaves out what releases do: $replaced', ({ file, replaced, beside }) => {
  expect(configOf(file, replaced)).toEqual({ ...configOf(file), ...beside });
});
