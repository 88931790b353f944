import { kitMessages, slotA, slotB } from '../testing/example-kit';

const zones = { namespace: 'flux-system', keys: ['zones', 'more'], from: 'kit', why: 'names the zones' };
const inputs = [
  { kind: 'ConfigMap', name: 'zones', key: 'zones', to: 'zones' },
  { kind: 'ConfigMap', name: 'zones', key: 'more', to: 'more', optional: true },
] as const;
const readers = [{ ...slotA, inputs }, slotB];
const file = (name: string, data: Record<string, string>, folder = '01-a') => ({
  file: `slots/${folder}/zones.yaml`,
  folder,
  value: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'flux-system' }, data },
});

test.each<{
  what: string;
  row?: object;
  slots?: readonly unknown[];
  files?: readonly ReturnType<typeof file>[];
  says: readonly string[];
}>([
  { what: 'that it stands beside the row which reads it', files: [file('zones', { zones: 'a', more: 'b' })], says: [] },
  { what: 'that it stands beside another row', files: [file('zones', { zones: 'a', more: 'b' }, '02-b')], says: [] },
  { what: 'by its name', row: { name: 'map' }, files: [file('map', { zones: 'a', more: 'b' })], says: [] },
  { what: 'without a key that nobody needs', files: [file('zones', { zones: 'a' })], says: [] },
  {
    what: 'that nothing makes',
    files: [file('zone', { zones: 'a' })],
    says: [
      'configMaps.zones.from is "kit": no file beside a row makes the ConfigMap flux-system/zones. Write ' +
        'kits/example/slots/01-a/zones.yaml with apiVersion: v1, kind: ConfigMap, metadata: { name: zones, ' +
        "namespace: flux-system }, data: { zones: …, more: … }; or from: 'bootstrap'.",
    ],
  },
  {
    what: 'without a key that a release needs',
    files: [file('zones', { zone: 'a', more: 'b' })],
    says: [
      'configMaps.zones.keys is "zones": the file beside bp-a has no such key in its data. Did you mean "zone"? ' +
        'Write one of zone, more.',
    ],
  },
  {
    what: 'without a key that it is said to have',
    row: { keys: ['zones', 'more', 'none'] },
    files: [file('zones', { zones: 'a', more: 'b' })],
    says: [
      'configMaps.zones.keys is "none": the file beside bp-a has no such key in its data. Did you mean "zones"? ' +
        'Write one of zones, more.',
    ],
  },
  {
    what: 'in a kit from before there was such a word',
    row: { from: 'bootstrap' },
    files: [file('zones', { zones: 'a', more: 'b' })],
    says: [],
  },
  {
    what: 'with a stand-in, which nothing reads',
    row: { standIn: { zones: 'a', more: 'b' } },
    files: [file('zones', { zones: 'a', more: 'b' })],
    says: ['configMaps.zones.standIn is { zones, more }: a render reads the file beside the row. Take it out.'],
  },
])('a ConfigMap of a file beside a row, $what', ({ row, files = [], says }) => {
  const configMaps = { zones: { ...zones, ...row } };
  expect(kitMessages({ configMaps, slots: readers }, undefined, files)).toEqual(
    says.map((text) => `slots.ts: ${text}`),
  );
});

test('a Secret is from no file beside a row', () => {
  const secret = { ...zones, from: 'kit' };
  const slots = [{ ...slotA, inputs: [{ kind: 'Secret', name: 'zones', key: 'zones' }] }, slotB];
  const pull = { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls the charts' };
  expect(kitMessages({ secrets: { pull, zones: secret }, slots })).toEqual([
    'slots.ts: secrets.zones.from is …: there is no such value. Write one of bootstrap, sops, external.',
  ]);
});
