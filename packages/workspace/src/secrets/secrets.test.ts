import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { encryptedText } from '@sovereign-fleet/domain/testing';
import { makeSpecs, writeFiles } from '../testing/test-workspace';
import { secretsOfSovereign } from './secrets-of-sovereign';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function editKit(from: string, to: string): void {
  const file = join(root, 'kits/example/kit.ts');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

function messages(): string {
  const secrets = secretsOfSovereign(root, 'acme');
  return secrets.ok ? secrets.value : secrets.issues.map(formatIssue).join('\n');
}

const create = 'kubectl -n flux-system create';
const registry = 'secret generic --type=kubernetes.io/dockerconfigjson';
const apply = '--dry-run=client -o yaml | kubectl apply -f -';

const externalSecret = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: acme-account, namespace: flux-system }
spec: { secretStoreRef: { name: vault, kind: ClusterSecretStore } }
`;

const ofEvery = `Secret flux-system/fleet-status: writes statuses of commits of the fleet repository
  keys          token
  delivered by  Phase 0, or whoever installs Flux in the region
  read by       Provider fleet-status in fsn1, nbg1
  to change it  ${create} secret generic fleet-status --from-file=token=<file> ${apply}

Secret flux-system/flux-system: reads the fleet repository
  keys          username, password
  delivered by  Phase 0, or whoever installs Flux in the region
  read by       GitRepository flux-system in fsn1, nbg1
  to change it  ${create} secret generic flux-system --from-file=username=<file> --from-file=password=<file> ${apply}

Secret flux-system/ghcr-pull: pulls the charts
  keys          .dockerconfigjson
  delivered by  Phase 0, or whoever installs Flux in the region
  read by       source registry in fsn1, nbg1
  to change it  ${create} ${registry} ghcr-pull --from-file=.dockerconfigjson=<file> ${apply}`;

test('a Sovereign needs a Secret for its repository, and one for its charts', () => {
  expect(messages()).toBe(ofEvery);
});

test('each reference says who delivers it, in which regions it is read, and how it is changed', () => {
  editKit(
    "      number: '02',",
    `      number: '02',
      inputs: [
        { kind: 'Secret', name: 'dns-token', key: 'token', to: 'dns.token' },
        { kind: 'Secret', name: 'acme-account', key: 'key', to: 'acme.key' },
        { kind: 'ConfigMap', name: 'zones', key: 'values.yaml' },
      ],
      where: { roles: ['primary'], off: 'absent' },`,
  );
  editKit(
    '  secrets: {',
    `  configMaps: {
    zones: { namespace: 'flux-system', keys: ['values.yaml'], from: 'bootstrap', why: 'names the zones' },
  },
  secrets: {
    'dns-token': { namespace: 'flux-system', keys: ['token'], from: 'sops', why: 'writes DNS records' },
    'acme-account': { namespace: 'flux-system', keys: ['key'], from: 'external', why: 'orders certificates' },`,
  );
  const kit = join(root, 'kits/example/kit.ts');
  const graph = join(root, 'kits/example/graph.yaml');
  writeFileSync(kit, readFileSync(kit, 'utf8').replaceAll("['bp-cilium', 'bp-cert-manager']", "['bp-cilium']"));
  writeFileSync(graph, readFileSync(graph, 'utf8').replaceAll('[bp-cilium, bp-cert-manager]', '[bp-cilium]'));
  editKit("      number: '01',", "      number: '01',\n      brings: ['external-secrets.io'],");
  writeFiles(root, {
    'kits/example/slots/01-cilium/acme-account.yaml': externalSecret,
    'sovereigns/acme/secrets/dns-token.yaml': encryptedText('flux-system/dns-token'),
    'sovereigns/acme/secrets/nbg1/vault-root.yaml': encryptedText('flux-system/vault-root', ['b', 'a']),
  });
  const [account, token, , , , age, vault, zones] = messages().split('\n\n');
  expect([account, token, age, vault, zones]).toEqual([
    `Secret flux-system/acme-account: orders certificates
  keys          key
  delivered by  ExternalSecret acme-account of bp-cilium, from a store outside
  read by       bp-cert-manager in fsn1
  to change it  change it in its store`,
    `Secret flux-system/dns-token: writes DNS records
  keys          token
  delivered by  Flux, which decrypts sovereigns/acme/secrets/dns-token.yaml
  read by       bp-cert-manager in fsn1
  to change it  sops sovereigns/acme/secrets/dns-token.yaml`,
    `Secret flux-system/sops-age: decrypts the other Secrets of the Sovereign
  keys          age.agekey
  delivered by  Phase 0, or whoever installs Flux in the region
  read by       Kustomizations of Secrets in fsn1, nbg1
  to change it  ${create} secret generic sops-age --from-file=age.agekey=<file> ${apply}`,
    `Secret flux-system/vault-root: no row of the kit declares it
  keys          a, b
  delivered by  Flux, which decrypts sovereigns/acme/secrets/nbg1/vault-root.yaml
  read by       what names it in nbg1
  to change it  sops sovereigns/acme/secrets/nbg1/vault-root.yaml`,
    `ConfigMap flux-system/zones: names the zones
  keys          values.yaml
  delivered by  Phase 0, or whoever installs Flux in the region
  read by       bp-cert-manager in fsn1
  to change it  ${create} configmap zones --from-file=values.yaml=<file> ${apply}`,
  ]);
});

test('the kubeconfig of a vCluster is needed where a slot runs in it', () => {
  editKit(
    "      buildingBlock: 'rtz',",
    `      buildingBlock: 'rtz',
      kubeConfig: { secret: 'vc-rtz', key: 'config' },`,
  );
  editKit(
    '  slots: [',
    `  slots: [
    {
      number: '60',
      name: 'bp-web',
      chart: { version: '1.0.0' },
      namespace: { name: 'web', from: 'helm' },
      dependsOn: [],
      runsIn: 'rtz',
    },`,
  );
  const graph = join(root, 'kits/example/graph.yaml');
  const row = "  - { slot: '60', name: bp-web, depends_on: [bp-rtz-vcluster] }\n";
  writeFileSync(graph, `${readFileSync(graph, 'utf8')}${row}`);
  expect(messages().split('\n\n').at(-1)).toBe(`Secret flux-system/vc-rtz: reaches the rtz vCluster
  keys          config
  delivered by  the chart of bp-rtz-vcluster, once it runs
  read by       bp-web in nbg1
  to change it  kubectl -n flux-system delete secret vc-rtz, and its vCluster writes it again`);
});
