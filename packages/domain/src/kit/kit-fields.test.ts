import { KitShape } from './kit-rows';

const kit = {
  name: 'example',
  sources: {},
  labels: {},
  annotations: {},
  parameters: {},
  slots: [],
};

function refusedFields(change: object): readonly string[] {
  const { error } = KitShape.safeParse({ ...kit, ...change });
  return (error?.issues ?? []).map(({ path }) => path.join(' '));
}

const longestPrefix = `${'a.'.repeat(126)}a`; // 253 characters

test.each([
  { what: 'a name alone', key: 'tier' },
  { what: 'a DNS prefix', key: 'example.com/tier' },
  { what: 'a prefix of 253 characters', key: `${longestPrefix}/tier` },
  { what: 'a name of 63 characters', key: `example.com/${'a'.repeat(63)}` },
])('a label and an annotation may have a key with $what', ({ key }) => {
  expect(refusedFields({ labels: { [key]: 'x' }, annotations: { [key]: 'x' } })).toEqual([]);
});

test.each([
  { what: 'a prefix of 254 characters', key: `${longestPrefix}b/tier` },
  { what: 'a name of 64 characters', key: `example.com/${'a'.repeat(64)}` },
  { what: 'an empty prefix', key: '/tier' },
  { what: 'a second prefix', key: 'example.com/team/tier' },
  { what: 'no name', key: 'example.com/' },
])('neither a label nor an annotation may have a key with $what', ({ key }) => {
  expect(refusedFields({ labels: { [key]: 'x' } })).toEqual([`labels ${key}`]);
  expect(refusedFields({ annotations: { [key]: 'x' } })).toEqual([`annotations ${key}`]);
});

test.each(['oci://ghcr.io/openova-io', 'oci://localhost:5000/charts', 'oci://registry.example.com'])(
  'the charts of a kit may be in %s',
  (url) => {
    expect(refusedFields({ sources: { a: { type: 'oci', url } } })).toEqual([]);
  },
);

test.each([
  { what: 'with a label that ends with "-"', url: 'oci://registry-.example.com/charts' },
  { what: 'with an empty label', url: 'oci://registry..example.com/charts' },
  { what: 'with a label of 64 characters', url: `oci://${'a'.repeat(64)}.example.com/charts` },
  { what: 'with "_"', url: 'oci://my_registry/charts' },
  { what: 'that is empty', url: 'oci:///charts' },
])('the charts of a kit may not be on a host $what', ({ url }) => {
  expect(refusedFields({ sources: { a: { type: 'oci', url } } })).toContain('sources a url');
});
