// What Helm installs on a node, beside what the Flux of the region would hand to Helm: they have to be equal.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateFiles } from '@sovereign-fleet/cloud-init';
import { compile } from '@sovereign-fleet/compiler';
import { drop, regionFolder, type SovereignSpec, valueOf } from '@sovereign-fleet/domain';
import { isHelmRelease, readHelmRelease } from '@sovereign-fleet/flux';
import { type RenderedRegion, render } from '@sovereign-fleet/renderer';
import { parse } from 'yaml';
import { toolsFor } from '../render/render-tools';
import { acmeServers, globexServers, kitOfPhaseZero, prepareExample } from '../testing/example-phase-zero';
import { use } from '../testing/testdata/workspace/kits/example/parameters';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'adoption-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Values of each kind that a row can have. */
const values = {
  mtu: 1450,
  mode: 'on',
  port: '0123',
  script: 'echo $HOME\necho ${PATH} %{of}\n',
  gate: use('RTZ_VCLUSTER_ENABLED'),
  without: drop(),
  list: [1, 'two', { three: use('SOVEREIGN_REGION_KEY') }],
  cilium: { cluster: { name: use('SOVEREIGN_REGION_CANONICAL_LABEL') } },
};

/** What a script installs, by its own words. */
function installedBy(userData: string) {
  const { write_files: files } = parse(unescape(userData)) as {
    readonly write_files: readonly { readonly path: string; readonly content: string }[];
  };
  const content = (path: string) => files.find((file) => file.path === path)?.content ?? '';
  const [, command = ''] = /\n {2}(helm upgrade [^]*?)\n\}/.exec(content('/usr/local/sbin/sovereign-phase-zero')) ?? [];
  const words = command.replaceAll('\\\n', ' ').split(/\s+/);
  const flag = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  return {
    release: words[words.indexOf('--install') + 1],
    target: flag('namespace'),
    // Helm knows one namespace for both.
    storage: flag('namespace'),
    version: flag('version'),
    values: parse(content(flag('values') ?? '')) as unknown,
  };
}

function unescape(template: string): string {
  return template.replaceAll('$${', () => '${').replaceAll('%%{', '%{');
}

/** The same of the HelmRelease that Flux applies. */
async function installedByFlux({ objects }: RenderedRegion, version: string | undefined) {
  const found = objects.find(({ object }) => isHelmRelease(object) && object.metadata.name === 'bp-cilium');
  if (found === undefined) throw new Error('the region has no HelmRelease bp-cilium');
  const { releaseName, targetNamespace, namespace, spec } = valueOfRead(await readHelmRelease(found.object));
  const { storageNamespace = namespace } = spec;
  return { release: releaseName, target: targetNamespace, storage: storageNamespace, version, values: spec.values };
}

function valueOfRead<T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!read.ok) throw new Error('Flux would not take the HelmRelease');
  return read.value;
}

/** The tag of the chart that Flux pulls. */
function pulledVersion({ objects }: RenderedRegion): string | undefined {
  const found = objects.find(({ object }) => object.kind === 'OCIRepository' && object.metadata.name === 'bp-cilium');
  return (found?.object['spec'] as { readonly ref: { readonly tag: string } } | undefined)?.ref.tag;
}

const storage = { installs: { storage: 'kube-system' } };

test.each<{ what: string; spec: SovereignSpec; row: object }>([
  { what: 'acme', spec: acmeServers, row: storage },
  { what: 'globex, with an override in one region', spec: globexServers, row: storage },
  { what: 'a row with values of each kind', spec: acmeServers, row: { ...storage, values } },
  {
    what: 'another name, namespace and version',
    spec: { ...acmeServers, versions: { 'bp-cilium': { version: '1.5.0' } } },
    row: { installs: { as: 'network', storage: 'network' }, namespace: { name: 'network', from: 'helm' } },
  },
])('Phase 0 installs what Flux of each region would: $what', async ({ spec, row }) => {
  const prepared = valueOf(prepareExample(spec, kitOfPhaseZero(row)));
  const [first] = prepared;
  const { tools, fingerprint } = await toolsFor({ offline: true }, folder);
  const { regions } = await render({
    fqdn: spec.fqdn,
    files: compile(first === undefined ? [] : [first.topology]),
    regions: spec.regions.map(({ key }) => ({ region: key, entry: regionFolder(spec.fqdn, key) })),
    cluster: { kubeVersion: '1.34.0', apiVersions: [] },
    tools,
    fingerprint,
  });
  const files = templateFiles(prepared);
  expect(regions).toHaveLength(spec.regions.length);
  for (const region of regions) {
    const ofNode = installedBy(files.get(`${region.region}/control-plane.yaml`) ?? '');
    expect(ofNode).toEqual(await installedByFlux(region, pulledVersion(region)));
  }
});
