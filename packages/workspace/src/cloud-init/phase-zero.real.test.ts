import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { plainFiles } from '@sovereign-fleet/cloud-init';
import { type SovereignSpec, valueOf } from '@sovereign-fleet/domain';
import { parse } from 'yaml';
import { acmeServers, exampleInputs, kitOfPhaseZero, prepareExample } from '../testing/example-phase-zero';
import { makeStubNode, type StubNode } from '../testing/stub-node';

const download = 'a program';
const digest = createHash('sha256').update(download).digest('hex');

/** The example with the digest of what the stubs download. */
const spec = {
  ...acmeServers,
  cloudInit: { ...acmeServers.cloudInit, sha256: { k3s: digest, helm: digest, flux: digest } },
} as SovereignSpec; // the example has all other settings

/** The files of a kit whose slot 01 does in place of k3s what it says. */
function filesWith(replaces: readonly string[]): ReadonlyMap<string, string> {
  const kit = kitOfPhaseZero({ installs: { storage: 'kube-system' }, replaces });
  return valueOf(plainFiles(valueOf(prepareExample(spec, kit)), exampleInputs)).files;
}

const files = filesWith([]);
const filesOfCloud = filesWith(['cloud-controller']);

let node: StubNode;

function start(file: string, delivered = download): StubNode {
  const [name = '', cloud] = file.split(' of a ');
  node = makeStubNode((cloud === undefined ? files : filesOfCloud).get(`fsn1/${name}.yaml`) ?? '', delivered);
  return node;
}

afterEach(() => {
  rmSync(node.root, { recursive: true, force: true });
});

const ofNetwork = {
  fetch_k3s: 10,
  name_addresses: 14,
  start_k3s: 11,
  wait_for_api: 12,
  fetch_helm: 20,
  install_network_plugin: 21,
  wait_for_node: 22,
};
const ofFlux = { fetch_flux: 30, install_flux: 31, deliver: 32, apply_sync: 33, wait_for_sync: 34 };

/** The exit code of each step of a kind of server, in their order. */
const codes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'control-plane': { ...ofNetwork, ...ofFlux },
  'control-plane of a cloud': {
    ...ofNetwork,
    lift_cloud_taint: 23,
    ...ofFlux,
    wait_for_controller: 35,
    set_cloud_taint: 36,
  },
  'control-plane-join': { fetch_k3s: 10, name_addresses: 14, start_k3s: 11, wait_for_api: 12 },
  worker: { fetch_k3s: 10, start_k3s: 11, wait_for_kubelet: 13 },
};

const kinds = Object.entries(codes).map(([file, steps]) => ({ file, steps }));

/** The steps that a run began. */
function begun(output: string): readonly string[] {
  return [...output.matchAll(/^phase-zero: (\w+)$/gm)].map(([, name = '']) => name);
}

test.each(kinds)('all steps of a $file are done in their order, and a second run does nothing', ({ file, steps }) => {
  const { run, calls, markers } = start(file);
  const { status, output } = run();
  expect({ status, begun: begun(output) }).toEqual({ status: 0, begun: Object.keys(steps) });
  expect(markers()).toEqual(['done', ...Object.keys(steps)].sort());
  const before = calls();
  expect(run()).toEqual({ status: 0, output: '' });
  expect(calls()).toEqual(before);
});

test('the first server is asked for the network before Flux, and for Flux before its Secrets and its sync', () => {
  const { root, run, calls } = start('control-plane');
  expect(run().status).toBe(0);
  const asked = calls().map((call) => call.replaceAll(root, ''));
  const secrets = '/etc/sovereign/delivered/Secret/flux-system';
  expect(asked.filter((call) => !/^(curl|hostname|tar|systemctl) /.test(call))).toEqual([
    'k3s kubectl get --raw=/readyz',
    'k3s kubectl --namespace=kube-system delete secret --selector=owner=helm,name=cilium,status in (pending-install,' +
      'pending-upgrade)',
    'helm upgrade --install cilium oci://ghcr.io/openova-io/bp-cilium --version=1.4.0 --namespace=kube-system ' +
      `--values=/etc/sovereign/network-plugin.yaml --registry-config=${secrets}/ghcr-pull/.dockerconfigjson`,
    'k3s kubectl wait --for=condition=Ready node --all --timeout=10s',
    'k3s kubectl apply --server-side --filename=/var/tmp/flux.yaml',
    'k3s kubectl --namespace=flux-system wait --for=condition=Available deployment --all --timeout=600s',
    `k3s kubectl create secret generic fleet-status --namespace=flux-system --from-file=${secrets}/fleet-status ` +
      '--dry-run=client --output=yaml',
    'k3s kubectl apply --filename=-',
    `k3s kubectl create secret generic flux-system --namespace=flux-system --from-file=${secrets}/flux-system ` +
      '--dry-run=client --output=yaml',
    'k3s kubectl apply --filename=-',
    'k3s kubectl create secret generic ghcr-pull --type=kubernetes.io/dockerconfigjson --namespace=flux-system ' +
      `--from-file=${secrets}/ghcr-pull --dry-run=client --output=yaml`,
    'k3s kubectl apply --filename=-',
    'k3s kubectl apply --filename=/etc/sovereign/sync.yaml',
    'k3s kubectl --namespace=flux-system wait --for=condition=Ready --timeout=1800s kustomization/flux-system',
  ]);
});

test('the first server of a cloud has no taint until its controller is there, which looks for it then', () => {
  const { run, calls } = start('control-plane of a cloud');
  expect(run().status).toBe(0);
  const taint = 'node.cloudprovider.kubernetes.io/uninitialized';
  const asked = calls().filter((call) => / (taint|wait|apply) /.test(call));
  expect(asked.map((call) => call.replace(/^k3s kubectl (.*--namespace=flux-system )?/, '')).slice(0, 3)).toEqual([
    'wait --for=condition=Ready node --all --timeout=10s',
    `taint node --all ${taint}-`,
    expect.stringMatching(/^apply --server-side /),
  ]);
  expect(calls().slice(-2)).toEqual([
    'k3s kubectl --namespace=flux-system wait --for=condition=Ready helmrelease/bp-cilium --timeout=10s',
    `k3s kubectl taint node --all --overwrite ${taint}=true:NoSchedule`,
  ]);
});

test.each(['control-plane', 'control-plane-join'])('the certificate of a %s has each of its addresses', (file) => {
  const { run, read } = start(file);
  expect(run().status).toBe(0);
  expect(parse(read('etc/rancher/k3s/config.yaml.d/addresses.yaml'))).toEqual({
    'tls-san+': ['203.0.113.7', '10.0.0.2'],
  });
});

test('secrets arrive byte for byte, in files that nobody else reads', () => {
  const { root, read } = start('control-plane');
  const file = 'etc/sovereign/delivered/Secret/flux-system/flux-system/password';
  expect(read(file)).toBe(exampleInputs.values.FLUX_SYSTEM_PASSWORD);
  expect(statSync(join(root, file)).mode & 0o777).toBe(0o600);
  expect(read('etc/rancher/k3s/token')).toBe(exampleInputs.values.K3S_TOKEN);
});

// The first server of a cloud has all steps that any has.
test.each(kinds.filter(({ file }) => file !== 'control-plane'))(
  'whichever call of a $file fails, its step is told, and nothing behind it is done',
  ({ file, steps }) => {
    const whole = start(file);
    whole.run();
    const asked = whole.calls().map((call) => call.replaceAll(whole.root, ''));
    rmSync(whole.root, { recursive: true });
    asked.forEach((call, index) => {
      const { root, run, calls, markers, read } = start(file);
      const failed = run(index + 1);
      const step = begun(failed.output).at(-1) ?? '';
      const others = Object.keys(steps).slice(0, Object.keys(steps).indexOf(step));
      expect({ call, status: failed.status }).toEqual({ call, status: steps[step] });
      expect(read('var/lib/sovereign/phase-zero/failed')).toBe(`${steps[step]} ${step}\n`);
      expect(markers()).toEqual(['failed', ...others].sort());
      const made = calls().map((one) => one.replaceAll(root, ''));
      expect([...new Set(made.slice(index))]).toEqual([call]);
      expect(failed.output).toContain(`phase-zero: ${step} failed with `);
      // Mended, it goes on with the step that failed.
      const again = run();
      expect({ status: again.status, first: begun(again.output)[0] }).toEqual({ status: 0, first: step });
      expect(markers()).toEqual(['done', ...Object.keys(steps)].sort());
      rmSync(root, { recursive: true });
    });
  },
);

test('a download with another digest is not run', () => {
  const { run, calls, markers } = start('control-plane', 'another program');
  expect(run().status).toBe(10);
  expect(markers()).toEqual(['failed']);
  expect(calls()).toHaveLength(1);
});
