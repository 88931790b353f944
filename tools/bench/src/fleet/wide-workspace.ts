import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '@sovereign-fleet/domain';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { copyWorkspace } from './copy-workspace';
import { repository } from './repository';
import { type Files, wideKitFiles } from './wide-kit';
import { wideRows } from './wide-rows';
import { fleetOfWideKit, specFiles, wideSpecs } from './wide-specs';

/** An Nx workspace of `count` Sovereigns of the kit of forty slots, with a chart for each; nothing is compiled yet. */
export function makeWideWorkspace(root: string, count: number): void {
  copyWorkspace(repository, root);
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
