import {
  type Location,
  parseBootstrapKit,
  type Slot,
  type Tree,
  valueOf,
  type WrittenObject,
} from '@sovereign-fleet/domain';
import { compile } from './compile';
import { exampleKit, topologyOf } from './testing/example-kit';

const fsn1: Location = { key: 'fsn1', provider: 'hetzner' };
const aws = { key: 'eu-central-1', provider: 'aws' } as const;
const spec = { fqdn: 'acme.example.com', environment: 'prod' } as const;

const maker: Slot = {
  number: '10',
  name: 'bp-maker',
  chart: { version: '1.0.0' },
  namespace: { name: 'shared', from: 'slot' },
  dependsOn: [],
  where: { providers: ['aws'] },
};

function user(more: Partial<Slot>): Slot {
  const namespace = { name: 'own', from: 'slot' } as const;
  return { number: '11', name: 'bp-user', chart: { version: '1.0.0' }, namespace, dependsOn: [], ...more };
}

function treeOf(
  slot: Slot,
  objects: readonly WrittenObject[],
  regions: Parameters<typeof topologyOf>[0]['regions'],
): Tree {
  const kit = exampleKit([maker, slot]);
  const slots = kit.slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn }));
  const { name, sources, secrets, labels, annotations, parameters } = kit;
  const rows = { name, sources, secrets, labels, annotations, parameters, slots: kit.slots };
  const lock = { source: 'graph.yaml', slots };
  return compile([
    topologyOf({ ...spec, regions }, valueOf(parseBootstrapKit({ source: 'kit.ts', rows, lock, objects }))),
  ]);
}

/** What the overlay of fsn1 takes out. */
function removedIn(tree: Tree): readonly string[] {
  const overlay = [...tree].find(([path]) => path.endsWith('fsn1/bootstrap-kit/kustomization.yaml'))?.[1] ?? '';
  return [...overlay.matchAll(/kind: (\w+)\n +"\$patch": delete/g)].map(([, kind = '']) => kind);
}

const configMap: WrittenObject = {
  file: 'slots/11-user/map.yaml',
  folder: '11-user',
  value: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shared' } },
};

test.each<{ what: string; slot: Slot; objects: readonly WrittenObject[] }>([
  { what: 'is installed into it', slot: user({ namespace: { name: 'shared', from: 'elsewhere' } }), objects: [] },
  { what: 'has its HelmRelease in it', slot: user({ release: { namespace: 'shared' } }), objects: [] },
  { what: 'keeps its release in it', slot: user({ installs: { storage: 'shared' } }), objects: [] },
  { what: 'has an object in it', slot: user({}), objects: [configMap] },
])('a Namespace stays, though its slot is absent, where another slot $what', ({ slot, objects }) => {
  expect(removedIn(treeOf(slot, objects, [fsn1, aws]))).toEqual(['OCIRepository', 'HelmRelease']);
  // Absent in every region: its file is there for the Namespace alone.
  const alone = treeOf(slot, objects, [fsn1]);
  expect([...alone.keys()]).toContain('clusters/acme.example.com/bootstrap-kit/10-maker.yaml');
  expect(removedIn(alone)).toEqual(['OCIRepository', 'HelmRelease']);
});

test('a Namespace that no slot needs goes with its slot', () => {
  expect(removedIn(treeOf(user({}), [], [fsn1, aws]))).toEqual(['Namespace', 'OCIRepository', 'HelmRelease']);
  const alone = treeOf(user({}), [], [fsn1]);
  expect([...alone.keys()]).not.toContain('clusters/acme.example.com/bootstrap-kit/10-maker.yaml');
});
