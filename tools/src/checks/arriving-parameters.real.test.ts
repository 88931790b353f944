import {
  type BootstrapKitRows,
  type ParameterDeclarations,
  referencesTo,
  type SlotValues,
} from '@sovereign-fleet/domain';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { arrivingValues } from './arriving-values';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

/** What YAML, Flux or Helm could take for something else. */
const hostile = [
  'true',
  'no',
  '1e3',
  '0x1F',
  '0o17',
  '1_000',
  '12:30:45',
  '2026-01-01',
  '.5',
  '1.10',
  '~',
  'null',
  '',
  ' leading and trailing ',
  '- a',
  'a: b',
  'a #b',
  '#',
  '"quoted"',
  "it's",
  '$',
  '$$',
  '${X}',
  '${S0}',
  'a\\nb\\',
  '{a: b}',
  '[a]',
  '*a',
  '&a',
  '!!int 1',
  '|',
  '%',
  '@a',
  '`a`',
  'ünï ☃ 🚀',
  'a\tb',
];
const inTexts = ['true', '1e3', '0x1F', 'a.b/c:d@e+f-g_h', 'v1', ''];

const values = {
  NUMBERS: [0, -1, 3, 1.5, 1e21, 1e-7],
  BOOLEANS: [true, false],
  LISTS: [[], ['true', 1, ['~']], [{ a: 'b: c' }, '${X}']],
  JSONS: [{}, { 'a b': { '#': 'no' }, n: 1, t: true }, 'null', 7, false],
} as const;

const layers = ['sovereign'] as const;
const description = 'a value';

function declare(prefix: string, type: string, count: number) {
  return Array.from({ length: count }, (_, index) => [`${prefix}${index}`, { type, description, layers }] as const);
}

const declarations = Object.fromEntries([
  ...declare('S', 'string', hostile.length),
  ...declare('T', 'string', inTexts.length),
  ...declare('N', 'number', values.NUMBERS.length),
  ...declare('B', 'boolean', values.BOOLEANS.length),
  ...declare('L', 'list', values.LISTS.length),
  ...declare('J', 'json', values.JSONS.length),
]) as ParameterDeclarations; // of the types that `declare` is called with

const said: Readonly<Record<string, readonly unknown[]>> = {
  S: hostile,
  T: inTexts,
  N: values.NUMBERS,
  B: values.BOOLEANS,
  L: values.LISTS,
  J: values.JSONS,
};
const all = Object.entries(said).flatMap(([prefix, list]) =>
  list.map((value, index) => ({ name: `${prefix}${index}`, value })),
);
const { use, text } = referencesTo(declarations);

const words = all.filter(({ name }) => /^[TNB]/.test(name));

/** Each parameter in each place. */
const slotValues: SlotValues = {
  whole: Object.fromEntries(all.map(({ name }) => [name, use(name)])),
  quoted: Object.fromEntries(all.map(({ name }) => [name, use(name)])),
  inText: Object.fromEntries(words.map(({ name }) => [name, text`x-${name as never}-y`])),
  list: all.map(({ name }) => use(name)),
  listOfMaps: all.map(({ name }) => ({ value: use(name) })),
};

const kit: BootstrapKitRows = {
  name: 'example',
  sources: { registry: { type: 'oci', url: 'oci://registry.example.com/charts' } },
  labels: Object.fromEntries(inTexts.slice(0, 3).map((_, index) => [`label-${index}`, use(`T${index}`)])) as never,
  annotations: Object.fromEntries(hostile.map((_, index) => [`annotation-${index}`, use(`S${index}`)])) as never,
  parameters: declarations,
  slots: [
    {
      number: '01',
      name: 'bp-a',
      chart: { version: '1.0.0' },
      namespace: { name: 'a', from: 'slot' },
      dependsOn: [],
      values: slotValues,
    },
    { number: '02', name: 'bp-b', chart: { version: '1.0.0' }, namespace: { name: 'b', from: 'slot' }, dependsOn: [] },
  ],
};

/** The quotes that a person would write, and a boolean field of the resource, which no row has as a parameter. */
function edit(path: string, written: string): string {
  if (path.endsWith('02-b.yaml')) return written.replace('spec:\n  chartRef', 'spec:\n  suspend: ${B0}\n  chartRef');
  if (!path.endsWith('01-a.yaml')) return written;
  const [before = '', after = ''] = written.split('    quoted:\n');
  const quoted = after.replace(/^( {6}\w+): (\$\{\w+\})$/gm, '$1: "$2"');
  return `${before.replace('spec:\n  chartRef', 'spec:\n  suspend: ${B1}\n  chartRef')}    quoted:\n${quoted}`;
}

runs('parameters of each type in each place (skipped where no helm and kubectl can be had)', () => {
  test('each value arrives as it was said, through kustomize, substitution and Helm', async () => {
    const parameters = Object.fromEntries(all.map(({ name, value }) => [name, value])) as never; // JSON values
    const spec = {
      fqdn: 'acme.example.com',
      environment: 'prod',
      parameters,
      regions: [{ key: 'fsn1', provider: 'hetzner' }],
    } as const;
    const arrived = (await arrivingValues({ kit, spec, edit })).get('fsn1');
    const region = arrived?.region;
    expect(region?.problems.map(({ problem }) => problem)).toEqual(['it is suspended, so Flux installs nothing of it']);
    const byName = Object.fromEntries(all.map(({ name, value }) => [name, value]));
    expect(arrived?.values.get('bp-a')).toMatchObject({
      whole: byName,
      quoted: byName,
      inText: Object.fromEntries(words.map(({ name, value }) => [name, `x-${String(value)}-y`])),
      list: all.map(({ value }) => value),
      listOfMaps: all.map(({ value }) => ({ value })),
    });
    const [a, b] = region?.objects.filter(({ object }) => object.kind === 'HelmRelease') ?? [];
    expect(a?.object.metadata.labels).toMatchObject({ 'label-0': 'true', 'label-1': '1e3', 'label-2': '0x1F' });
    expect(a?.object.metadata.annotations).toEqual(
      Object.fromEntries(hostile.map((value, index) => [`annotation-${index}`, value])),
    );
    expect([a, b].map((one) => (one?.object['spec'] as { suspend: unknown }).suspend)).toEqual([false, true]);
    expect(arrived?.values.has('bp-b')).toBe(false);
  }, 300_000);
});
