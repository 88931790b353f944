// For tests: one stand-in for every chart, which renders the values that it receives, with real kustomize and Helm.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regionFolder, type Tree } from '@sovereign-fleet/domain';
import {
  type ChartReference,
  type Outside,
  render,
  type Rendered,
  type RenderedRegion,
} from '@sovereign-fleet/renderer';
import { toolsFor } from '@sovereign-fleet/workspace/render';

interface StandInRequest {
  readonly fqdn: string;
  readonly tree: Tree;
  readonly regions: readonly string[];
  /** What the kit says of its clusters. */
  readonly outside: Outside;
}

/** What Flux would apply, if each chart were its stand-in of the same name and version. */
export async function renderWithStandIns({ fqdn, tree, regions, outside }: StandInRequest): Promise<Rendered> {
  const root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-'));
  try {
    const { tools, fingerprint } = await toolsFor({ offline: true }, root);
    return await render({
      fqdn,
      files: tree,
      regions: regions.map((region) => ({ region, entry: regionFolder(fqdn, region) })),
      cluster: { kubeVersion: '1.34.0', apiVersions: [] },
      ...outside,
      tools: { ...tools, findChart: (reference) => Promise.resolve({ ok: true, value: standIn(root, reference) }) },
      fingerprint,
    });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function standIn(root: string, reference: ChartReference) {
  const { name, version } = nameOf(reference);
  const digest = `${name}-${version}`;
  const path = join(root, 'stand-ins', digest);
  mkdirSync(join(path, 'templates'), { recursive: true });
  writeFileSync(join(path, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
  writeFileSync(join(path, 'templates/values.yaml'), template);
  const asked = { names: [], others: false };
  const values = { names: [], others: true };
  const no = { hasCrds: false, isLibrary: false, readsHelmVersion: false, isUnsteady: false };
  const texts = { ...no, asked, replacesPlus: true, values, outsideSchemas: [] };
  return { path, name, version, digest, origin: 'workspace', standIns: [], texts } as const;
}

/** The second object is there for patches of what a chart rendered. */
const template = `apiVersion: v1
kind: ConfigMap
metadata: { name: "values-{{ .Release.Name }}" }
data: { values: {{ .Values | toJson | quote }}, version: {{ .Chart.Version | quote }} }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: "patched-{{ .Release.Name }}" }
spec: { template: { spec: { nodeSelector: { kubernetes.io/os: linux } } } }
`;

function nameOf(reference: ChartReference): { readonly name: string; readonly version: string } {
  if (reference.kind === 'helm') return reference;
  if (reference.kind === 'folder') throw new Error('a kit has no chart in a folder');
  return { name: reference.url.split('/').at(-1) ?? '', version: reference.tag ?? '' };
}

/** What a chart received: its values and version. */
export interface Received {
  readonly values: unknown;
  readonly version: string;
}

/** What each chart of a region received, by the name of its release. */
export function receivedIn({ objects }: RenderedRegion): ReadonlyMap<string, Received> {
  const maps = objects.filter(({ object }) => object.metadata.name.startsWith('values-'));
  return new Map(
    maps.map(({ object }) => {
      const { values, version } = object['data'] as { readonly values: string; readonly version: string }; // as above
      return [object.metadata.name.slice('values-'.length), { values: JSON.parse(values) as unknown, version }];
    }),
  );
}
