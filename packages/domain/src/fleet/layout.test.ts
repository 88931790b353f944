import { fqdnOfFolder, kitFolder, partFolder, regionFolder, slotFileName, sovereignFolder, treePlace } from './layout';

const fqdn = 'acme.example.com';

test('the paths of a Sovereign are those of the contract of the tree', () => {
  expect(sovereignFolder(fqdn)).toBe('clusters/acme.example.com');
  expect(regionFolder(fqdn, 'fsn1')).toBe('clusters/acme.example.com/fsn1');
  expect(kitFolder(fqdn)).toBe('clusters/acme.example.com/bootstrap-kit');
});

test.each([
  { slot: { number: '58', name: 'bp-mgmt-vcluster' }, file: '58-mgmt-vcluster.yaml' },
  { slot: { number: '06a', name: 'bp-bp-x' }, file: '06a-bp-x.yaml' },
])('the file of slot $slot.number $slot.name is $file', ({ slot, file }) => {
  expect(slotFileName(slot)).toBe(file);
});

test('the FQDN of a folder is the one that the folder was made of', () => {
  expect(fqdnOfFolder(sovereignFolder(fqdn))).toBe(fqdn);
});

test.each([
  'clusters',
  'clusters/',
  'clusters/acme.example.com/fsn1',
  'clusters/Acme.example.com',
  'clusters/..',
  'clusters/-acme.example.com',
  'cluster/acme.example.com',
  'acme.example.com',
])('"%s" is not the folder of a Sovereign', (folder) => {
  expect(fqdnOfFolder(folder)).toBeUndefined();
});

test('a path of a tree is read apart into its Sovereign, its part and the rest', () => {
  const path = `${regionFolder(fqdn, 'fsn1')}/flux-system/gotk-sync.yaml`;
  expect(treePlace(path)).toEqual({ fqdn, rest: 'fsn1/flux-system/gotk-sync.yaml' });
  expect(partFolder(path)).toBe(regionFolder(fqdn, 'fsn1'));
});

test.each(['clusters', 'clusters/acme.example.com', 'README.md', 'other/acme.example.com/a.yaml'])(
  'the path "%s" is in the folder of no Sovereign',
  (path) => {
    expect(treePlace(path)).toBeUndefined();
  },
);
