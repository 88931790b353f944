import { findKit, parseSovereign, valueOf } from '@sovereign-fleet/domain';
import { acme, exampleKit } from '../testing/example-kit';
import { outsideOf } from './render-sovereign';

const repository = (name: string) => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'HelmRepository',
  metadata: { name, namespace: 'flux-system' },
  spec: { url: `https://${name}.example.com` },
});

/** What a render of acme is told, whose record says this beside its kit. */
function outsideBeside(kit: object, record: object) {
  const kits = [{ ...exampleKit(), ...kit }];
  const spec = { ...acme, ...record };
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  return outsideOf(valueOf(findKit(sovereign, kits)));
}

test('what a kit and a record say of the cluster is told to the render, with what is delivered', () => {
  const kit = { treeSources: ['Bucket flux-system/all'], standIns: [repository('one')] };
  const zones = { namespace: 'dns', keys: ['a'], from: 'bootstrap', why: 'zones', standIn: { a: 'b' } };
  const record = { treeSources: ['OCIRepository flux-system/own'], standIns: [repository('two')] };
  expect(outsideBeside({ ...kit, configMaps: { zones } }, record)).toMatchObject({
    treeSources: ['Bucket flux-system/all', 'OCIRepository flux-system/own'],
    standIns: [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'dns', name: 'zones' }, data: { a: 'b' } },
      repository('one'),
      repository('two'),
    ],
  });
});

test.each([
  {
    record: { treeSources: ['own'] },
    says: 'sovereign.ts: treeSources[0] is "own": it names no object',
  },
  {
    record: { standIns: [{ kind: 'HelmRepository', metadata: { name: 'a' } }] },
    says: 'sovereign.ts: standIns[0].apiVersion is not set',
  },
])('a record that says it wrongly is refused: $says', ({ record, says }) => {
  expect(() => outsideBeside({}, record)).toThrow(says);
});

test('a ConfigMap that a file beside a row has is in the tree, and delivered by nobody', () => {
  const zones = { namespace: 'dns', keys: ['a'], from: 'kit', why: 'zones' };
  const { delivered } = outsideBeside({ configMaps: { zones } }, {});
  expect([...(delivered ?? [])].filter((id) => id.startsWith('ConfigMap'))).toEqual([]);
});

test('what is delivered is known by its own name and namespace, not by the key of its row', () => {
  const zones = { namespace: 'dns', keys: ['a'], from: 'bootstrap', why: 'zones', standIn: { a: 'b' } };
  const { delivered, standIns } = outsideBeside(
    { configMaps: { zones, 'zones-web': { ...zones, name: 'zones', namespace: 'web' } } },
    {},
  );
  expect([...(delivered ?? [])].filter((id) => id.startsWith('ConfigMap'))).toEqual([
    'ConfigMap dns/zones',
    'ConfigMap web/zones',
  ]);
  expect(standIns?.map(({ metadata }) => metadata)).toEqual([
    { namespace: 'dns', name: 'zones' },
    { namespace: 'web', name: 'zones' },
  ]);
});
