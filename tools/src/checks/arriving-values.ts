// For tests: what a chart receives of a kit's values, by real kustomize, Flux's substitution and real Helm.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  type BootstrapKitRows,
  parseBootstrapKit,
  parseFleet,
  parseSovereign,
  releaseName,
  type Slot,
  type SovereignSpec,
  valueOf,
  regionFolder,
} from '@sovereign-fleet/domain';
import { render, type RenderedRegion } from '@sovereign-fleet/renderer';
import { toolsFor } from '@sovereign-fleet/workspace/render';

export interface ArrivingRequest {
  readonly kit: BootstrapKitRows;
  /** What the fleet says of the kit. */
  readonly layers?: object;
  readonly spec: SovereignSpec;
  /** Versions of charts by release, where they are not those of the kit. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Changes a file of the tree before it is rendered, as somebody who writes YAML by hand would. */
  readonly edit?: (path: string, text: string) => string;
}

/** A region as Flux would apply it, and the values that the chart of each slot received. */
export interface ArrivedRegion {
  readonly region: RenderedRegion;
  readonly values: ReadonlyMap<string, unknown>;
}

/** Each region of the spec, by its key. */
export async function arrivingValues(request: ArrivingRequest): Promise<ReadonlyMap<string, ArrivedRegion>> {
  const { kit: rows, spec, edit = (_: string, text: string) => text, versions = {} } = request;
  const lock = rows.slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn }));
  const kit = valueOf(parseBootstrapKit({ source: 'kit.ts', rows, lock: { source: 'graph.yaml', slots: lock } }));
  const repository = { url: 'https://git.example.com/fleet', branch: 'main' };
  const kits = [request.layers === undefined ? rows : { ...rows, with: request.layers }];
  const fleet = valueOf(parseFleet('fleet.ts', { domain: 'example.com', repository, kits }));
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  const tree = compile([valueOf(resolve({ sovereign, fleet, kits: [kit] }))]);
  const root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-'));
  try {
    const own = (spec.slots ?? []) as readonly Slot[]; // resolve took them
    for (const { name, chart } of [...rows.slots, ...own])
      writeChart(root, name, versions[releaseName(name)] ?? chart.version);
    const { tools, fingerprint } = await toolsFor({ offline: true }, root);
    const { regions } = await render({
      fqdn: spec.fqdn,
      files: new Map([...tree].map(([path, text]) => [path, edit(path, text)])),
      regions: spec.regions.map(({ key }) => ({ region: key, entry: regionFolder(spec.fqdn, key) })),
      cluster: { kubeVersion: '1.34.0', apiVersions: [] },
      tools,
      fingerprint,
    });
    return new Map(regions.map((region) => [region.region, { region, values: valuesIn(region) }]));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A chart that renders the values it received. Its own defaults can be dropped. */
function writeChart(root: string, name: string, version: string): void {
  const folder = join(root, 'charts', name);
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
  writeFileSync(join(folder, 'values.yaml'), 'ofChart: { kept: 1, dropped: 2 }\n');
  const template =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "values-{{ .Release.Name }}" }\n' +
    'data: { values: {{ .Values | toJson | quote }}, version: {{ .Chart.Version | quote }} }\n';
  writeFileSync(join(folder, 'templates/values.yaml'), template);
}

function valuesIn({ objects }: RenderedRegion): ReadonlyMap<string, unknown> {
  const maps = objects.filter(({ object }) => object.metadata.name.startsWith('values-'));
  return new Map(
    maps.map(({ object }) => {
      const { values } = object['data'] as { readonly values: string }; // the template of the chart
      return [object.metadata.name.replace('values-', 'bp-'), JSON.parse(values) as unknown];
    }),
  );
}
