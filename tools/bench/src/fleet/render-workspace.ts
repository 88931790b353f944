import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@sovereign-fleet/domain';
import { copyCharts } from '@sovereign-fleet/workspace/testing';
import { compileSpecs, writeWithNx } from './compile-fleet';

/** Charts that are not in this repository. A small chart takes the place of each, so that every slot renders. */
const smallCharts = { 'bp-cilium': '1.4.0', 'bp-cert-manager': '1.0.0' };

/** Fills a folder with what a render reads: a chart for every slot, and the tree of the example fleet. */
export function makeRenderWorkspace(root: string, count: number): Tree {
  const tree = compileSpecs(count);
  writeWithNx(tree, root);
  copyCharts(root);
  writeSmallCharts(root);
  return tree;
}

export function writeSmallCharts(root: string): void {
  for (const [name, version] of Object.entries(smallCharts)) {
    const folder = join(root, 'charts', name);
    mkdirSync(join(folder, 'templates'), { recursive: true });
    writeFileSync(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
    writeFileSync(join(folder, 'templates/values.yaml'), configMap);
  }
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

/** Empties the caches by renaming their folder: after files are removed, ext4 is slow to create files for a while. */
export function setCacheAside(root: string): void {
  const folder = join(root, 'node_modules');
  if (existsSync(folder)) renameSync(folder, mkdtempSync(join(root, 'aside-')));
}
