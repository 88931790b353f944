import { drop, type Tree, valueOf } from '@sovereign-fleet/domain';
import { parseYaml } from '@sovereign-fleet/go-text';
import { compile } from './compile';
import { resolve } from './resolve';
import { topologyOf } from './testing/example-kit';
import { fleetWith, layeredKit, sovereignOf } from './testing/layered-kit';
import { wideKit } from './testing/wide-kit';

/** The patches of the overlay of fsn1. */
function patchesOf(spec: object): unknown {
  const topology = valueOf(resolve({ sovereign: sovereignOf(spec), fleet: fleetWith(), kits: [layeredKit()] }));
  return patchesIn(compile([topology]));
}

function patchesIn(tree: Tree): unknown {
  const overlay = [...tree].find(([path]) => path.endsWith('fsn1/bootstrap-kit/kustomization.yaml'));
  const { patches = [] } = parseYaml(overlay?.[1] ?? '', 'v3') as {
    readonly patches?: readonly { readonly patch: string }[];
  };
  return patches.map(({ patch, ...rest }) => ({ patch: parseYaml(patch, 'v3'), ...rest }));
}

const acme = { fqdn: 'acme.example.com', environment: 'prod' } as const;
const target = { group: 'helm.toolkit.fluxcd.io', version: 'v2', kind: 'HelmRelease', namespace: 'flux-system' };

test('a version of a chart in an index is a merge patch of its HelmRelease', () => {
  expect(patchesOf({ versions: { 'bp-backup': { version: '2.1.0' } } })).toEqual([
    {
      patch: {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        spec: { chart: { spec: { version: '2.1.0' } } },
        metadata: { name: 'bp-backup', namespace: 'flux-system' },
      },
    },
  ]);
});

test('what a merge cannot say is a JSON patch, together with what else changes', () => {
  const overrides = { 'bp-backup': { hook: drop(), labels: { a$b: '$HOME' } }, 'bp-network': { debug: { level: 1 } } };
  expect(patchesOf({ overrides, versions: { 'bp-backup': { version: '2.1.0' } } })).toEqual([
    {
      patch: [{ op: 'add', value: { level: 1 }, path: '/spec/values/debug' }],
      target: { ...target, name: 'bp-network' },
    },
    {
      patch: [
        { op: 'add', value: '2.1.0', path: '/spec/chart/spec/version' },
        { op: 'add', value: null, path: '/spec/values/hook' },
        { op: 'add', value: { a$$b: '$$HOME' }, path: '/spec/values/labels' },
      ],
      target: { ...target, name: 'bp-backup' },
    },
  ]);
});

test('what layers say that the kit has is no patch', () => {
  expect(patchesOf({ overrides: { 'bp-network': { debug: false } } })).toEqual([]);
});

test('a version of a layer takes the range of a row away', () => {
  const kit = wideKit();
  const pinned = { versions: { 'bp-disks-hetzner': { version: '1.4.0' } } };
  const record = { ...acme, regions: [{ key: 'fsn1', provider: 'hetzner', role: 'primary', ...pinned }] } as const;
  const patches = patchesIn(compile([topologyOf(record, kit)]));
  expect(patches).toContainEqual({
    patch: {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      spec: { ref: { tag: '1.4.0', semver: null } },
      metadata: { name: 'bp-disks-hetzner', namespace: 'flux-system' },
    },
  });
});
