import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import {
  acmeSource,
  makeCompiledWorkspace,
  nx,
  type NxProcess,
  startNx,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

const spec = 'sovereigns/acme/sovereign.ts';
const withVersion = (version: string) => acmeSource.replace('  regions', `  kubeVersion: '${version}',\n  regions`);
const configMap = (text: string) => `kind: ConfigMap\napiVersion: v1\nmetadata: {name: extra}\ndata: {text: ${text}}\n`;

const madeAnew = (text: string) => `apiVersion: v1
kind: Secret
metadata: { name: password }
stringData: { a: {{ randAlphaNum 16 }} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: made }
data: { run: {{ now | date "2006-01-02" | quote }}, text: ${text} }
`;

/** A definition with a rule about a change, and an object of it. */
const thing = (ofClass: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Thing, plural: things }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                class:
                  type: string
                  x-kubernetes-validations: [{ rule: self == oldSelf, message: it never changes }]
---
apiVersion: example.com/v1
kind: Thing
metadata: { name: one }
spec: { class: ${ofClass} }
`;

const dependency = '{name: extra, version: 1.0.0, repository: "file://../shared/extra"}';
const files = {
  'charts/bp-cilium/Chart.yaml': `apiVersion: v2\nname: bp-cilium\nversion: 1.4.0\ndependencies: [${dependency}]\n`,
  'charts/shared/extra/Chart.yaml': 'apiVersion: v2\nname: extra\nversion: 1.0.0\n',
  'charts/shared/extra/templates/a.yaml': configMap('of {{ .Capabilities.KubeVersion.Version }}'),
  '.gitignore': 'node_modules\ndist\n.nx\n',
};

runs(
  'the base of a review, through the real Nx, helm and kustomize (skipped where no helm and kubectl can be had)',
  () => {
    let root: string;
    let oneNx: NxProcess;

    const git = (...args: readonly string[]) => {
      const person = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
      return execFileSync('git', [...person, ...args], { cwd: root, encoding: 'utf8' });
    };

    const commit = (changed: Readonly<Record<string, string>>) => {
      writeFiles(root, changed);
      git('add', '--all');
      git('commit', '--quiet', '--message=A change');
    };

    beforeAll(async () => {
      root = makeCompiledWorkspace(files);
      git('init', '--quiet', '--initial-branch=main');
      commit({});
      oneNx = await startNx(root);
    });

    afterAll(async () => {
      await oneNx.stop();
      rmSync(root, { recursive: true });
    });

    beforeEach(() => {
      git('checkout', '--quiet', '--', '.');
    });

    const review = () => oneNx.task('acme:review', { base: 'HEAD', offline: true, allowMissingCharts: true });

    test('the base is rendered with its own record, where a version that a chart prints differs', () => {
      writeFiles(root, { [spec]: withVersion('1.31.0') });
      const { output } = nx(root, 'run', 'acme:review', '--base=HEAD', '--offline', '--allow-missing-charts');
      expect(output).toContain('ConfigMap kube-system/extra');
      expect(output).toContain('"of v1.34.0" → "of v1.31.0"');
      expect(output).toContain('Beside the base: 0 objects added, 0 objects removed, 2 objects changed in 2 regions;');
    });

    test('the base has its own file:// dependencies too', async () => {
      writeFiles(root, { 'charts/shared/extra/templates/a.yaml': configMap('of another') });
      expect((await review()).output).toContain('"of v1.34.0" → "of another"');
    });

    test('a change is an error that the definition of its kind refuses, where the tree brings it', async () => {
      writeFiles(root, { 'charts/shared/extra/templates/b.yaml': thing('a') });
      git('add', '--all');
      git('commit', '--quiet', '--message=A thing');
      writeFiles(root, { 'charts/shared/extra/templates/b.yaml': thing('b') });
      const { status, output } = await review();
      git('reset', '--quiet', '--hard', 'HEAD~1');
      expect(output).toContain(
        'Thing kube-system/one, spec.class: the API server refuses this change: it never changes',
      );
      expect(status).toBe(1);
    });

    test('the base is rendered with what its record imports there', async () => {
      const imports = acmeSource.replace('\n\n', "\nimport { kubeVersion } from '../versions';\n\n");
      const record = imports.replace('  regions', '  kubeVersion,\n  regions');
      commit({ [spec]: record, 'sovereigns/versions.ts': "export const kubeVersion = '1.32.0';\n" });
      writeFiles(root, { 'sovereigns/versions.ts': "export const kubeVersion = '1.33.0';\n" });
      expect((await review()).output).toContain('"of v1.32.0" → "of v1.33.0"');
    });

    test('what a chart makes anew in each render is no change, and a change beside it is one', async () => {
      const made = 'charts/bp-cilium/templates/made.yaml';
      commit({ [made]: madeAnew('of the base') });
      writeFiles(root, { [made]: madeAnew('of now') });
      const { output } = await review();
      expect(output).toContain('Beside the base: 0 objects added, 0 objects removed, 2 objects changed in 2 regions;');
      expect(output).toContain('"of the base" → "of now"');
      expect(output).not.toMatch(/"\(not the same twice\)"|data\.run:/);
      const fields = 'Secret password stringData.a, ConfigMap made data.run';
      expect(output).toContain(`what its chart makes is not the same twice, and is not compared: ${fields}`);
      git('reset', '--quiet', '--hard', 'HEAD~1');
    });

    test('a base whose record cannot be loaded is rendered with that of now, and the review says so', async () => {
      commit({ [spec]: "throw new Error('gone');\n" });
      writeFiles(root, { [spec]: withVersion('1.31.0') });
      const { status, output } = await review();
      const why = `${spec}: error is "gone": the file cannot be loaded`;
      expect(output).toContain(
        `The base is rendered with the record as it is now, since its own cannot be used: ${why}`,
      );
      expect(output).toContain('No object differs from the base;');
      expect(status).toBe(0);
    });

    test('a base without the record and without a tree is that of a new Sovereign, and needs no note', async () => {
      git('rm', '-r', '--quiet', 'sovereigns/acme', 'gitops-out');
      git('commit', '--quiet', '--message=Gone');
      git('checkout', '--quiet', 'HEAD~1', '--', 'gitops-out');
      writeFiles(root, { [spec]: acmeSource });
      const { output } = await review();
      expect(output).toContain('acme, 2 regions: 0 errors');
      expect(output).toMatch(/Beside the base: \d+ objects added, 0 objects removed, 0 objects changed in 2 regions/);
      expect(output).not.toContain('as it is now');
      expect(git('status', '--short', '--', join(root, 'charts'))).toBe('');
    });
  },
);
