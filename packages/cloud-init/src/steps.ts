import type { Installation } from '@sovereign-fleet/compiler';
import { releaseNamespace, type Sovereign } from '@sovereign-fleet/domain';
import type { DeliveredKey, NodeFile } from './inputs';
import { paths, type Replacement } from './node-config';

/** What the steps of a node are written from. */
export interface StepSource {
  readonly settings: NonNullable<Sovereign['cloudInit']>;
  readonly k3sVersion: string;
  readonly fluxVersion: string;
  readonly network: Installation;
  readonly delivered: readonly DeliveredKey[];
  readonly replaced: readonly Replacement[];
}

/** A step of Phase 0: a function of the script. Its code is the exit code of the script where it fails. */
export interface Step {
  readonly code: number;
  readonly name: string;
  readonly on: readonly NodeFile[];
  /** Its lines. Without any, there is no such step. */
  readonly body: (source: StepSource) => readonly string[];
}

const servers: readonly NodeFile[] = ['control-plane', 'control-plane-join'];
const first: readonly NodeFile[] = ['control-plane'];

const cloudTaint = 'node.cloudprovider.kubernetes.io/uninitialized';

/** In their order. A code never changes its meaning. */
export const steps: readonly Step[] = [
  { code: 10, name: 'fetch_k3s', on: [...servers, 'worker'], body: fetchK3s },
  { code: 14, name: 'name_addresses', on: servers, body: nameAddresses },
  { code: 11, name: 'start_k3s', on: [...servers, 'worker'], body: startK3s },
  { code: 12, name: 'wait_for_api', on: servers, body: () => ['retry 120 5 k3s kubectl get --raw=/readyz'] },
  {
    code: 13,
    name: 'wait_for_kubelet',
    on: ['worker'],
    body: () => ['retry 120 5 curl --fail --silent --show-error http://127.0.0.1:10248/healthz'],
  },
  { code: 20, name: 'fetch_helm', on: first, body: fetchHelm },
  { code: 21, name: 'install_network_plugin', on: first, body: installNetwork },
  {
    code: 22,
    name: 'wait_for_node',
    on: first,
    // It fails at once as long as there is no node.
    body: () => ['retry 60 5 k3s kubectl wait --for=condition=Ready node --all --timeout=10s'],
  },
  { code: 23, name: 'lift_cloud_taint', on: first, body: (source) => taintNodes(source, `${cloudTaint}-`) },
  { code: 30, name: 'fetch_flux', on: first, body: fetchFlux },
  { code: 31, name: 'install_flux', on: first, body: installFlux },
  { code: 32, name: 'deliver', on: first, body: ({ delivered }) => deliver(delivered) },
  { code: 33, name: 'apply_sync', on: first, body: () => [`k3s kubectl apply --filename=${paths.sync}`] },
  {
    code: 34,
    name: 'wait_for_sync',
    on: first,
    body: () => {
      const wait = 'wait --for=condition=Ready --timeout=1800s';
      return [`k3s kubectl --namespace=${releaseNamespace} ${wait} kustomization/${releaseNamespace}`];
    },
  },
  { code: 35, name: 'wait_for_controller', on: first, body: waitForController },
  {
    code: 36,
    name: 'set_cloud_taint',
    on: first,
    body: (source) => taintNodes(source, `--overwrite ${cloudTaint}=true:NoSchedule`),
  },
];

function fetchK3s({ settings, k3sVersion }: StepSource): readonly string[] {
  const { architecture, sha256 } = settings;
  const file = architecture === 'arm64' ? 'k3s-arm64' : 'k3s';
  const release = `https://github.com/k3s-io/k3s/releases/download/${encodeURIComponent(k3sVersion)}`;
  return [`fetch ${release}/${file} \\`, `  ${sha256.k3s} /usr/local/bin/k3s`, 'chmod 0755 /usr/local/bin/k3s'];
}

/** Others join by any address of a server, and k3s lets its certificate name those alone that it was told of. */
function nameAddresses(): readonly string[] {
  return [
    'local address addresses',
    'addresses=$(hostname -I)',
    `mkdir -p ${paths.addresses.slice(0, paths.addresses.lastIndexOf('/'))}`,
    `echo "tls-san+:" >${paths.addresses}`,
    `for address in $addresses; do echo "  - '$address'" >>${paths.addresses}; done`,
  ];
}

/** The start of k3s has no end of its own where it finds no server, so nobody waits for it here. */
function startK3s(): readonly string[] {
  return ['systemctl daemon-reload', 'systemctl enable --now --no-block k3s.service'];
}

function fetchHelm({ settings: { helmVersion, architecture = 'amd64', sha256 } }: StepSource): readonly string[] {
  const platform = `linux-${architecture}`;
  return [
    `fetch https://get.helm.sh/helm-v${helmVersion}-${platform}.tar.gz \\`,
    `  ${sha256.helm} /var/tmp/helm.tar.gz`,
    `tar --extract --gzip --file=/var/tmp/helm.tar.gz --directory=/usr/local/bin --strip-components=1 ${platform}/helm`,
  ];
}

/** The releases that are the cloud controller of a region in place of k3s. */
function controllers({ replaced }: StepSource): readonly Replacement['by'][] {
  return replaced.filter(({ part }) => part === 'cloud-controller').map(({ by }) => by);
}

/**
 * A kubelet keeps pods away until a cloud controller has seen its node. Flux brings that controller, so the first node
 * is without the taint until it is there, and has it again for the controller to look at.
 */
function taintNodes(source: StepSource, taint: string): readonly string[] {
  return controllers(source).length === 0 ? [] : [`k3s kubectl taint node --all ${taint}`];
}

/** What it depends on may want a second node. */
function waitForController(source: StepSource): readonly string[] {
  return controllers(source).map(({ name, namespace }) => {
    const wait = `wait --for=condition=Ready helmrelease/${name} --timeout=10s`;
    return `retry 180 10 k3s kubectl --namespace=${namespace} ${wait}`;
  });
}

/**
 * With the name, the namespaces and the values of slot 01, so that its HelmRelease finds it and takes it over. Helm
 * waits for no pod, since some want a second node: the node says when it has a network. A Helm that was killed leaves a
 * record of its release with which no other begins.
 */
function installNetwork({ network, delivered }: StepSource): readonly string[] {
  const { release, namespace, chart } = network;
  const at = 'chart' in chart.at ? [chart.at.chart] : [chart.name, `--repo=${chart.at.repository}`];
  const flags = [
    ...at,
    `--version=${chart.version}`,
    `--namespace=${namespace}`,
    ...(namespace === 'kube-system' ? [] : ['--create-namespace']),
    `--values=${paths.values}`,
    ...credentials(chart.secret, delivered),
  ];
  const lines = flags.map((flag, index) => `  ${flag}${index + 1 < flags.length ? ' \\' : ''}`);
  const killed = `owner=helm,name=${release},status in (pending-install,pending-upgrade)`;
  return [
    `k3s kubectl --namespace=${namespace} delete secret --selector='${killed}'`,
    `helm upgrade --install ${release} \\`,
    ...lines,
  ];
}

/** The credentials of a source, from the files of its Secret. */
function credentials(secret: string | undefined, delivered: readonly DeliveredKey[]): readonly string[] {
  const fileOf = (key: string) => {
    const found = delivered.find((one) => {
      const isPull = one.kind === 'Secret' && one.namespace === releaseNamespace && one.object === secret;
      return isPull && one.key === key;
    });
    return found === undefined ? undefined : deliveredFile(found);
  };
  const [registry, username, password] = [fileOf('.dockerconfigjson'), fileOf('username'), fileOf('password')];
  if (registry !== undefined) return [`--registry-config=${registry}`];
  if (username === undefined || password === undefined) return [];
  return [`--username="$(cat ${username})"`, `--password="$(cat ${password})"`];
}

function fetchFlux({ settings: { sha256 }, fluxVersion }: StepSource): readonly string[] {
  return [
    `fetch https://github.com/fluxcd/flux2/releases/download/v${fluxVersion}/install.yaml \\`,
    `  ${sha256.flux} /var/tmp/flux.yaml`,
  ];
}

function installFlux(): readonly string[] {
  return [
    'k3s kubectl apply --server-side --filename=/var/tmp/flux.yaml',
    `k3s kubectl --namespace=${releaseNamespace} wait --for=condition=Available deployment --all --timeout=600s`,
  ];
}

/** The file of a key, in the folder of its object. */
export function deliveredFile({ kind, namespace, object, key }: DeliveredKey): string {
  return `${paths.delivered}/${kind}/${namespace}/${object}/${key}`;
}

function deliver(delivered: readonly DeliveredKey[]): readonly string[] {
  const namespaces = [...new Set(delivered.map(({ namespace }) => namespace))];
  const made = namespaces.filter((name) => name !== releaseNamespace && name !== 'kube-system');
  const objects = [...new Set(delivered.map(commandOf))];
  return [...made.map((name) => `apply namespace ${name}`), ...objects];

  function commandOf({ kind, namespace, object }: DeliveredKey): string {
    const own = delivered.filter((one) => one.kind === kind && one.namespace === namespace && one.object === object);
    const isRegistry = own.some(({ key }) => key === '.dockerconfigjson');
    const type = isRegistry ? ' --type=kubernetes.io/dockerconfigjson' : '';
    const what = kind === 'Secret' ? `secret generic ${object}${type}` : `configmap ${object}`;
    return `apply ${what} --namespace=${namespace} --from-file=${paths.delivered}/${kind}/${namespace}/${object}`;
  }
}
