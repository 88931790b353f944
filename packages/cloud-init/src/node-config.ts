import { type Network, nodeLabel, type Region, type Slot, type Sovereign } from '@sovereign-fleet/domain';
import type { NodeFile } from './inputs';

/** Where a node has what is written on it. */
export const paths = {
  config: '/etc/rancher/k3s/config.yaml',
  join: '/etc/rancher/k3s/config.yaml.d/join.yaml',
  addresses: '/etc/rancher/k3s/config.yaml.d/addresses.yaml',
  token: '/etc/rancher/k3s/token',
  registries: '/etc/rancher/k3s/registries.yaml',
  unit: '/etc/systemd/system/k3s.service',
  region: '/etc/sovereign/region.env',
  values: '/etc/sovereign/network-plugin.yaml',
  sync: '/etc/sovereign/sync.yaml',
  delivered: '/etc/sovereign/delivered',
  script: '/usr/local/sbin/sovereign-phase-zero',
  markers: '/var/lib/sovereign/phase-zero',
} as const;

/** One setting of k3s: a flag without its dashes, as its config file takes it. */
export type K3sConfig = Readonly<Record<string, string | boolean | readonly string[]>>;

export interface ConfiguredNode {
  readonly file: NodeFile;
  readonly region: Region;
  readonly canonicalLabel: string;
  readonly sovereign: Sovereign;
  readonly addresses: Network;
  /** Of a pool of workers, where the node is in one. */
  readonly pool: Pool;
  readonly replaced: readonly Replacement[];
}

/** What k3s brings and a release of the region does in its place. */
export type ReplacedPart = NonNullable<Slot['replaces']>[number];

export interface Replacement {
  readonly part: ReplacedPart;
  /** The HelmRelease. */
  readonly by: { readonly name: string; readonly namespace: string };
}

export type Pool = NonNullable<NonNullable<Sovereign['cloudInit']>['pools']>[string];

/** The k3s whose own list has each flag below. A key of its config file that it does not know it leaves out. */
export const comparedK3s = '1.34';

interface Without {
  readonly server: K3sConfig;
  /** Of every node, the servers too. */
  readonly node: K3sConfig;
}

/**
 * How k3s leaves a part out. Workers ask their server for it, but the kubelet of each node has to be told that a cloud
 * controller will come (k3s-io/k3s, pkg/daemons/agent/agent_linux.go; docs.k3s.io, Networking Services).
 */
const without: Readonly<Record<ReplacedPart, Without>> = {
  'cloud-controller': {
    server: { 'disable-cloud-controller': true },
    node: { 'kubelet-arg': ['cloud-provider=external'] },
  },
  'kube-proxy': { server: { 'disable-kube-proxy': true }, node: {} },
};

/** What k3s is started with. Every node carries the label of its region, workers too: pods are placed by it. */
export function k3sConfig(node: ConfiguredNode): K3sConfig {
  const { file, canonicalLabel, sovereign, addresses, pool, replaced } = node;
  const leaveOut = (of: keyof Without): K3sConfig =>
    Object.fromEntries(replaced.flatMap(({ part }) => Object.entries(without[part][of])));
  const labels = Object.entries(pool.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const ofNode = {
    'node-label': [`${nodeLabel}=${canonicalLabel}`, ...labels],
    ...(pool.taints === undefined ? {} : { 'node-taint': pool.taints }),
    'token-file': paths.token,
    ...leaveOut('node'),
  };
  if (file === 'worker') return ofNode;
  return {
    ...(file === 'control-plane' ? { 'cluster-init': true } : {}),
    'cluster-cidr': addresses.pods,
    'service-cidr': addresses.services,
    disable: ['traefik', 'servicelb'],
    // Slot 01 brings the network.
    'disable-network-policy': true,
    'flannel-backend': 'none',
    'tls-san': [sovereign.fqdn],
    'write-kubeconfig-mode': '0600',
    ...leaveOut('server'),
    ...ofNode,
  };
}

/** The unit of k3s, whose configuration is in files. */
export function k3sUnit(file: NodeFile): string {
  const isServer = file !== 'worker';
  return `[Unit]
Description=Lightweight Kubernetes
After=network-online.target
Wants=network-online.target

[Service]
Type=${isServer ? 'notify' : 'exec'}
ExecStartPre=-/sbin/modprobe br_netfilter
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/local/bin/k3s ${isServer ? 'server' : 'agent'}
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s

[Install]
WantedBy=multi-user.target
`;
}

/** What a person who looks at a node wants to know of it. */
export function regionEnv({ region, canonicalLabel, sovereign }: ConfiguredNode): string {
  return `# The role is the one at birth. Afterwards Git decides it: see clusters/${sovereign.fqdn}/${region.key}.
SOVEREIGN_FQDN=${sovereign.fqdn}
SOVEREIGN_REGION_KEY=${region.key}
SOVEREIGN_REGION_ROLE=${region.role}
SOVEREIGN_REGION_CANONICAL_LABEL=${canonicalLabel}
`;
}
