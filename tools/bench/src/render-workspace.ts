import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@sovereign-fleet/domain';
// By path: the package offers Nx its plugin, and what tests are made of to nobody else.
import { copyCharts } from '@sovereign-fleet/workspace/testing';
import { compiled, writeWithNx } from './product';

/** Charts of the catalogue that are not in this repository: a small one stands for each, so that every slot renders. */
const smallCharts = { 'bp-cilium': '1.4.0', 'bp-cert-manager': '1.0.0' };

/** Makes a folder with what a render reads: a chart for every slot, and the trees of `specs(count)`, which it gives. */
export function makeRenderWorkspace(root: string, count: number): Tree {
  const tree = compiled(count);
  writeWithNx(tree, root);
  copyCharts(root);
  for (const [name, version] of Object.entries(smallCharts)) {
    const folder = join(root, 'charts', name);
    mkdirSync(join(folder, 'templates'), { recursive: true });
    writeFileSync(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
    writeFileSync(join(folder, 'templates/values.yaml'), configMap);
  }
  return tree;
}

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
data:
  values: {{ .Values | toJson | quote }}
`;

export const cacheFolder = (root: string): string => join(root, 'node_modules/.cache/sovereign-fleet');

/** As if nothing had ever been rendered here. Nothing is removed: ext4 makes files slowly for a while after that. */
export function setCacheAside(root: string): void {
  const folder = join(root, 'node_modules');
  if (existsSync(folder)) renameSync(folder, mkdtempSync(join(root, 'aside-')));
}
