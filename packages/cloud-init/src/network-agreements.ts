import type { Network } from '@sovereign-fleet/domain';
import type { Replacement } from './node-config';

export interface Agreed extends Pick<Network, 'pods'> {
  readonly replaced: readonly Replacement[];
  /** What Cilium has at a path; `undefined` where only its chart knows. */
  readonly valueAt: (path: string) => unknown;
}

/** A value of Cilium that has to fit how k3s is started. */
export interface Agreement {
  readonly path: string;
  /** The end of "k3s of fsn1 …". */
  readonly k3s: string | ((agreed: Agreed) => string);
  readonly isRight: (value: unknown, agreed: Agreed) => boolean;
  readonly remedy: string | ((agreed: Agreed) => string);
}

/** What the chart `cilium` has where nobody says anything: https://helm.cilium.io, 1.16 to 1.19, values.yaml. */
export const ciliumDefaults: Readonly<Record<string, unknown>> = {
  'ipam.mode': 'cluster-pool',
  'ipam.operator.clusterPoolIPv4PodCIDRList': ['10.0.0.0/8'],
  kubeProxyReplacement: false,
  k8sServiceHost: '',
  k8sServicePort: '',
};

const withPods = 'is started with --cluster-cidr';
const clouds = ['eni', 'azure', 'alibabacloud'];
const withApi = "Write '127.0.0.1', and 6444 for k8sServicePort";
const hasNoProxy = ({ replaced }: Agreed) => replaced.some(({ part }) => part === 'kube-proxy');

/**
 * Sources: docs.cilium.io (Kubernetes Without kube-proxy, IPAM, CNI Chaining) and k3s. Without flannel, k3s leaves the
 * folders of CNI to containerd (pkg/agent/config/config.go). Its API is at 127.0.0.1:6444 on each node: on servers it
 * is the API server itself, and on workers the balancer of `--lb-server-port`.
 */
export const agreements: readonly Agreement[] = [
  {
    path: 'ipam.operator.clusterPoolIPv4PodCIDRList',
    k3s: withPods,
    isRight: (value, { pods, valueAt }) => {
      const list = Array.isArray(value) ? value : [value];
      return (valueAt('ipam.mode') ?? 'cluster-pool') !== 'cluster-pool' || (list.length === 1 && list[0] === pods);
    },
    remedy: ({ pods }) => `Read the fact "podCidr" there, or write ${pods}`,
  },
  {
    path: 'ipam.mode',
    k3s: withPods,
    isRight: (value) => !clouds.includes(String(value)),
    remedy: "Write 'cluster-pool' or 'kubernetes': the addresses of pods are those of the record",
  },
  ...clouds.map((cloud): Agreement => {
    return { path: `${cloud}.enabled`, k3s: withPods, isRight: (value) => value !== true, remedy: 'Remove it' };
  }),
  { path: 'ipv4.enabled', k3s: withPods, isRight: (value) => value !== false, remedy: 'Remove it' },
  {
    path: 'kubeProxyReplacement',
    k3s: (agreed) => (hasNoProxy(agreed) ? 'is started with --disable-kube-proxy' : 'brings its own kube-proxy'),
    isRight: (value, agreed) => ['true', 'strict'].includes(String(value)) === hasNoProxy(agreed),
    remedy: (agreed) =>
      hasNoProxy(agreed)
        ? "Write true, or take 'kube-proxy' out of replaces"
        : "Write replaces: ['kube-proxy'] beside the values, or false here",
  },
  {
    path: 'k8sServiceHost',
    k3s: 'is started with --disable-kube-proxy, so nothing else tells Cilium where the API is',
    isRight: (value, agreed) =>
      value !== '' || !hasNoProxy(agreed) || agreed.valueAt('k8sServiceHostRef.name') !== undefined,
    remedy: withApi,
  },
  {
    path: 'k8sServiceHost',
    k3s: 'has no ConfigMap cluster-info to look it up in',
    isRight: (value) => value !== 'auto',
    remedy: withApi,
  },
  {
    path: 'k8sServicePort',
    k3s: 'has its API at 127.0.0.1:6444 on each node',
    isRight: (value, { valueAt }) =>
      !['127.0.0.1', 'localhost'].includes(String(valueAt('k8sServiceHost'))) || String(value) === '6444',
    remedy: 'Write 6444',
  },
  {
    path: 'cni.chainingMode',
    k3s: 'is started with --flannel-backend=none, so there is no plugin to stand behind',
    isRight: (value) => ['none', 'portmap'].includes(String(value)),
    remedy: 'Remove it',
  },
  ...Object.entries({ confPath: '/etc/cni/net.d', binPath: '/opt/cni/bin' }).map(([name, folder]): Agreement => {
    return {
      path: `cni.${name}`,
      k3s: `is started with --flannel-backend=none, so containerd looks into ${folder}`,
      isRight: (value) => value === folder,
      remedy: 'Remove it',
    };
  }),
  ...Object.entries({ 'k8sNetworkPolicy.enabled': false, policyEnforcementMode: 'never' }).map(
    ([path, off]): Agreement => {
      const k3s = 'is started with --disable-network-policy, so nobody would look at any NetworkPolicy';
      return { path, k3s, isRight: (value) => value !== off, remedy: 'Remove it' };
    },
  ),
];
