import { formatIssue } from '@sovereign-fleet/domain';
import { acme } from '../testing/example-kit';
import { kitOfPhaseZero, prepareExample, withNetworks } from '../testing/example-phase-zero';

/** One region, whose pods have 10.1.0.0/16. */
const servers = withNetworks({ ...acme, regions: acme.regions.slice(0, 1) });

function messages(row: object, spec = servers): readonly string[] {
  const prepared = prepareExample(spec, kitOfPhaseZero({ installs: { storage: 'kube-system' }, ...row }));
  return prepared.ok ? [] : prepared.issues.map((issue) => formatIssue(issue).replace('kit.ts: bp-cilium.values.', ''));
}

const pods = { ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.1.0.0/16'] } } };
const cilium = { chart: { name: 'cilium', version: '1.18.2' } };
const noProxy = { replaces: ['kube-proxy'] };
const api = { k8sServiceHost: '127.0.0.1', k8sServicePort: 6444 };
const hasCidr = 'k3s of fsn1 is started with --cluster-cidr';
const noFlannel = 'k3s of fsn1 is started with --flannel-backend=none';
const noPolicy = 'k3s of fsn1 is started with --disable-network-policy, so nobody would look at any NetworkPolicy';
const writeApi = "Write '127.0.0.1', and 6444 for k8sServicePort.";

test.each<{ what: string; row: object; says: readonly string[] }>([
  { what: 'a wrapper that says nothing', row: {}, says: [] },
  { what: 'Cilium beside kube-proxy', row: { ...cilium, values: pods }, says: [] },
  {
    what: 'Cilium in place of kube-proxy',
    row: { ...cilium, ...noProxy, values: { ...pods, ...api, kubeProxyReplacement: true } },
    says: [],
  },
  {
    what: 'Cilium in place of kube-proxy, with the address in a ConfigMap',
    row: {
      ...cilium,
      ...noProxy,
      values: { ...pods, kubeProxyReplacement: true, k8sServiceHostRef: { name: 'api', key: 'host' } },
    },
    says: [],
  },
  {
    what: 'values that leave the addresses to k3s',
    row: { ...cilium, values: { ipam: { mode: 'kubernetes' } } },
    says: [],
  },
  {
    what: 'values that say what k3s does',
    row: {
      values: {
        cni: { chainingMode: 'portmap', confPath: '/etc/cni/net.d', binPath: '/opt/cni/bin' },
        policyEnforcementMode: 'always',
        k8sNetworkPolicy: { enabled: true },
        ipv4: { enabled: true },
      },
    },
    says: [],
  },
  {
    what: 'the addresses that the chart has',
    row: cilium,
    says: [
      'ipam.operator.clusterPoolIPv4PodCIDRList is not set: the chart has ["10.0.0.0/8"] there, and ' +
        `${hasCidr}. Read the fact "podCidr" there, or write 10.1.0.0/16.`,
    ],
  },
  {
    what: 'addresses of the provider',
    row: { values: { ipam: { mode: 'eni' }, cilium: { azure: { enabled: true } } } },
    says: [
      `ipam.mode is "eni": ${hasCidr}. Write 'cluster-pool' or 'kubernetes': the addresses of pods are those of ` +
        'the record.',
      `cilium.azure.enabled is true: ${hasCidr}. Remove it.`,
    ],
  },
  {
    what: 'no addresses of version 4',
    row: { values: { ipv4: { enabled: false } } },
    says: [`ipv4.enabled is false: ${hasCidr}. Remove it.`],
  },
  {
    what: 'Cilium that does what kube-proxy does as well',
    row: { ...cilium, values: { ...pods, ...api, kubeProxyReplacement: true } },
    says: [
      'kubeProxyReplacement is true: k3s of fsn1 brings its own kube-proxy. Write replaces: ' +
        "['kube-proxy'] beside the values, or false here.",
    ],
  },
  {
    what: 'a wrapper whose Cilium does what kube-proxy does as well',
    row: { values: { cilium: { kubeProxyReplacement: 'strict' } } },
    says: [
      'cilium.kubeProxyReplacement is "strict": k3s of fsn1 brings its own kube-proxy. Write replaces: ' +
        "['kube-proxy'] beside the values, or false here.",
    ],
  },
  {
    what: 'nobody who does what kube-proxy does, and Cilium that cannot find the API',
    row: { ...cilium, ...noProxy, values: pods },
    says: [
      'kubeProxyReplacement is not set: the chart has false there, and k3s of fsn1 is started with ' +
        "--disable-kube-proxy. Write true, or take 'kube-proxy' out of replaces.",
      'k8sServiceHost is not set: the chart has "" there, and k3s of fsn1 is started with --disable-kube-proxy, so ' +
        `nothing else tells Cilium where the API is. ${writeApi}`,
    ],
  },
  {
    what: 'an address that is looked up where k3s has nothing',
    row: { ...noProxy, values: { kubeProxyReplacement: true, k8sServiceHost: 'auto' } },
    says: [`k8sServiceHost is "auto": k3s of fsn1 has no ConfigMap cluster-info to look it up in. ${writeApi}`],
  },
  {
    what: 'a port that workers do not have',
    row: { values: { k8sServiceHost: 'localhost', k8sServicePort: 6443 } },
    says: ['k8sServicePort is 6443: k3s of fsn1 has its API at 127.0.0.1:6444 on each node. Write 6444.'],
  },
  {
    what: 'another plugin',
    row: { values: { cni: { chainingMode: 'flannel' } } },
    says: [`cni.chainingMode is "flannel": ${noFlannel}, so there is no plugin to stand behind. Remove it.`],
  },
  {
    what: 'folders that containerd does not look into',
    row: { values: { cni: { confPath: '/var/lib/rancher/k3s/agent/etc/cni/net.d', binPath: '/var/lib/cni' } } },
    says: [
      `cni.confPath is "/var/lib/rancher/k3s/agent/etc/cni/net.d": ${noFlannel}, so containerd looks into ` +
        '/etc/cni/net.d. Remove it.',
      `cni.binPath is "/var/lib/cni": ${noFlannel}, so containerd looks into /opt/cni/bin. Remove it.`,
    ],
  },
  {
    what: 'policies that nobody looks at',
    row: { values: { k8sNetworkPolicy: { enabled: false }, cilium: { policyEnforcementMode: 'never' } } },
    says: [
      `k8sNetworkPolicy.enabled is false: ${noPolicy}. Remove it.`,
      `cilium.policyEnforcementMode is "never": ${noPolicy}. Remove it.`,
    ],
  },
])('slot 01 has to agree with how k3s is started: $what', ({ row, says }) => {
  expect(messages(row)).toEqual(says);
});

test('who looks for a value that is not in the row is told the command that finds it', () => {
  const overrides = { 'bp-cilium': { cni: { chainingMode: 'aws-cni' } } };
  expect(messages({}, { ...servers, overrides })).toEqual([
    `cni.chainingMode is "aws-cni": ${noFlannel}, so there is no plugin to stand behind. Remove it; "npx nx run ` +
      'acme:explain --slot=bp-cilium --region=fsn1 --path=cni.chainingMode" says who wrote it.',
  ]);
});
