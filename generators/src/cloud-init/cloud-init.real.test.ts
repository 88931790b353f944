import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acmeSource, filesIn, makeWorkspace, nx, writeFiles } from '@sovereign-fleet/workspace/testing';

const digest = 'a'.repeat(64);
const network = (id: number) =>
  `network: { meshId: ${id}, pods: '10.${id}.0.0/16', services: '10.${128 + id}.0.0/16' }`;

/** acme with all that Phase 0 asks of a record. */
const spec = acmeSource
  .replace("role: 'primary' }", `role: 'primary', ${network(1)} }`)
  .replace("role: 'secondary' }", `role: 'secondary', ${network(2)} }`)
  .replace(
    '  regions',
    `  fluxVersion: '2.8.1',
  k3sVersion: 'v1.34.1+k3s1',
  cloudInit: {
    helmVersion: '3.19.0',
    sha256: { k3s: '${digest}', helm: '${digest}', flux: '${digest}' },
  },
  regions`,
  );

const secrets = {
  K3S_TOKEN: 'b2'.repeat(16),
  SERVER_ADDRESS: '10.0.0.2',
  FLUX_SYSTEM_USERNAME: 'fleet-reader',
  FLEET_STATUS_TOKEN: 'a-token-of-mine',
  FLUX_SYSTEM_PASSWORD: 'a-secret-of-mine',
  GHCR_PULL_DOCKERCONFIGJSON: '{"auths":{}}',
};

let root: string;

beforeAll(() => {
  root = makeWorkspace({ 'sovereigns/acme/sovereign.ts': spec });
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

afterEach(() => {
  for (const name of Object.keys(secrets)) Reflect.deleteProperty(process.env, name);
});

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(root, file), text.replace(from, to));
}

test('a kit whose slot 01 Flux would not take over is refused, and nothing is written', () => {
  const { status, output } = nx(root, 'run', 'acme:cloud-init');
  expect(output).toContain('kits/example/kit.ts: bp-cilium.installs.storage is not set: ');
  expect(output).toContain('1 problem, nothing was written');
  expect(status).toBe(1);
});

test('the files are kept by Nx until what they are made from changes', () => {
  edit('kits/example/kit.ts', "name: 'bp-cilium',", "name: 'bp-cilium',\n      installs: { storage: 'kube-system' },");
  const first = nx(root, 'run', 'acme:cloud-init');
  expect(first.output).toContain('acme: written to dist/cloud-init/acme');
  expect(first.status).toBe(0);
  const written = filesIn(root, 'dist/cloud-init/acme');
  expect(Object.keys(written)).toEqual(
    ['fsn1', 'nbg1'].flatMap((region) =>
      ['README.md', 'control-plane.yaml', 'inputs.json', 'main.tf.json', 'worker.yaml'].map(
        (file) => `dist/cloud-init/acme/${region}/${file}`,
      ),
    ),
  );
  const isKept = () => nx(root, 'run', 'acme:cloud-init').output.includes('[local cache]');
  rmSync(join(root, 'dist'), { recursive: true });
  writeFiles(root, { 'gitops-out/clusters/acme.example.com/of-the-tree.yaml': '# no input\n' });
  expect(isKept()).toBe(true);
  expect(filesIn(root, 'dist/cloud-init/acme')).toEqual(written);
  edit('kits/example/kit.ts', "version: '1.4.0'", "version: '1.4.1'");
  expect(isKept()).toBe(false);
  expect(isKept()).toBe(true);
  // As after an upgrade of our package.
  edit('package-lock.json', '/nx/-/nx-0.1.0.tgz",\n      "integrity": "sha512-', '$&0000');
  expect(isKept()).toBe(false);
  const text = filesIn(root, 'dist/cloud-init/acme')['dist/cloud-init/acme/fsn1/control-plane.yaml'];
  expect(text).toContain('--version=1.4.1');
});

test('without inputs no file is written, and with them files that nobody else reads and Nx does not keep', () => {
  const missing = nx(root, 'run', 'acme:cloud-init-plain');
  expect(missing.output).toContain('environment: FLUX_SYSTEM_PASSWORD is not set: fsn1 needs it (Secret flux-system,');
  expect(missing.output).toContain('nothing was written');
  expect(missing.status).toBe(1);
  Object.assign(process.env, secrets);
  const { output, status } = nx(root, 'run', 'acme:cloud-init-plain');
  expect(output).toContain('acme: written to dist/cloud-init-plain/acme');
  expect(status).toBe(0);
  const file = 'dist/cloud-init-plain/acme/fsn1/control-plane.yaml';
  expect(statSync(join(root, file)).mode & 0o777).toBe(0o600);
  const encoded = Buffer.from(secrets.FLUX_SYSTEM_PASSWORD).toString('base64');
  expect(readFileSync(join(root, file), 'utf8')).toContain(encoded);
  const kept = Object.entries(filesIn(root, '.nx')).filter(([, text]) => text.includes(encoded));
  expect(kept.map(([path]) => path)).toEqual([]);
});
