import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { kitFolderName, outputFolder, sovereignFolder } from '@sovereign-fleet/domain';
import { parseAllDocuments } from 'yaml';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { copyWorkspace } from './copy-workspace';
import { installPackages } from './install-packages';
import { type Files, repository } from './repository';
import { wideKitFiles } from './wide-kit';
import { wideRows } from './wide-rows';
import { fleetOfWideKit, specFiles, wideSpecs } from './wide-specs';

/** An Nx workspace of `count` Sovereigns of the kit of forty slots, with a chart for each; nothing is compiled yet. */
export function makeWideWorkspace(root: string, count: number): void {
  copyWorkspace(repository, root);
  writeWideFleet(root, count);
}

/** The same where the packages are installed, as people have them; returns what npm printed if it failed. */
export function makeInstalledWideWorkspace(root: string, count: number): string | undefined {
  const failure = installPackages(root);
  if (failure === undefined) writeWideFleet(root, count);
  return failure;
}

function writeWideFleet(root: string, count: number): void {
  for (const folder of ['sovereigns', 'kits', 'charts', outputFolder]) {
    rmSync(join(root, folder), { recursive: true, force: true });
  }
  writeFiles(root, { ...wideKitFiles(), ...fleetOfWideKit, ...specFiles(wideSpecs(count)), ...chartFiles() });
}

/** A chart for each slot, which renders the values that it gets. */
function chartFiles(): Files {
  return Object.fromEntries(
    wideRows.flatMap(({ name, version }) => [
      [`charts/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: ${version}\n`],
      [`charts/${name}/templates/objects.yaml`, chartObjects],
    ]),
  );
}

const chartObjects = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  values: {{ .Values | toJson | quote }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicaCount }}
  selector: { matchLabels: { app: {{ .Release.Name }} } }
  template:
    metadata: { labels: { app: {{ .Release.Name }} } }
    spec:
      nodeSelector: {{ .Values.nodeSelector | toJson }}
      containers:
        - name: main
          image: {{ .Values.image.repository }}:{{ .Values.image.tag }}
          resources: {{ .Values.resources | toJson }}
`;

/** Commits all that is there; the first time, in a repository of its own. */
export function commitAll(root: string, subject: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args], { cwd: root });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', `--message=${subject}`);
}

/** Projects of Nx with one target each, and no plugin. */
export function trivialProjects(count: number): Files {
  const projects = Array.from({ length: count }, (_, index) => `project-${String(index + 1).padStart(4, '0')}`);
  const target = { command: 'true' };
  return {
    'package.json': '{ "name": "trivial", "private": true }\n',
    'nx.json': JSON.stringify({ analytics: false, neverConnectToCloud: true, useDaemonProcess: false }),
    ...Object.fromEntries(
      projects.map((name) => [`projects/${name}/project.json`, JSON.stringify({ name, targets: { render: target } })]),
    ),
  };
}

/**
 * How many different renders of a slot the regions of a workspace need: its row is one text for all, so they differ in
 * the parameters that it reads, and in what an overlay changes. Counted on the text, independent of the renderer.
 */
export function distinctRendersOf(root: string, slot: string): number {
  const clusters = join(root, outputFolder, sovereignFolder('.'));
  const renders = readdirSync(clusters).flatMap((fqdn) => {
    const base = join(clusters, fqdn, kitFolderName);
    const file = readdirSync(base).find((name) => name.endsWith(`-${slot.slice('bp-'.length)}.yaml`)) ?? '';
    const release = documentsIn(join(base, file)).find(({ kind }) => kind === 'HelmRelease');
    const regions = readdirSync(join(clusters, fqdn)).filter((name) => name !== kitFolderName);
    return regions.map((region) => {
      const folder = join(clusters, fqdn, region);
      const [kit] = documentsIn(join(folder, 'bootstrap-kit.yaml'));
      const { substitute } = (kit as RegionKustomization).spec.postBuild;
      const [overlay] = documentsIn(join(folder, 'bootstrap-kit/kustomization.yaml'));
      const { patches = [] } = overlay as { readonly patches?: readonly object[] };
      const changes = patches.filter((patch) => JSON.stringify(patch).includes(`${slot}\\n`));
      const text = JSON.stringify([(release as HelmRelease).spec.values, changes]);
      return text.replace(/\$\{(\w+)\}/g, (_, name: string) => substitute[name] ?? '');
    });
  });
  return new Set(renders).size;
}

interface RegionKustomization {
  readonly spec: { readonly postBuild: { readonly substitute: Readonly<Record<string, string>> } };
}

interface HelmRelease {
  readonly spec: { readonly values: object };
}

function documentsIn(file: string): readonly { readonly kind?: string }[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((one) => one.toJS() as { readonly kind?: string });
}
