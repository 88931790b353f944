import { type BootstrapKitRows, drop, referencesTo, type Slot } from '@sovereign-fleet/domain';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { arrivingValues } from './arriving-values';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

const parameters = {
  FQDN: { type: 'string', fact: 'fqdn' },
  SIZE: { type: 'number', description: 'disks', layers: ['fleet', 'environment', 'provider', 'sovereign', 'region'] },
} as const;
const { use } = referencesTo(parameters);

function slot(number: string, name: string, more: Partial<Slot>): Slot {
  const chart = { version: '1.0.0', digest: `sha256:${'a'.repeat(64)}` };
  return { number, name, chart, namespace: { name, from: 'slot' }, dependsOn: [], ...more };
}

const values = { scalar: 1, list: ['a'], map: { x: 1, y: 2 }, 'a/b~c$d': 'key', gone: { deep: drop() } };

const kit: BootstrapKitRows = {
  name: 'example',
  sources: { registry: { type: 'oci', url: 'oci://registry.example.com/charts' } },
  labels: {},
  annotations: { fqdn: use('FQDN') },
  parameters,
  slots: [
    slot('01', 'bp-plain', { values }),
    slot('02', 'bp-kinds', { values }),
    slot('03', 'bp-bare', {}),
    slot('04', 'bp-off', { where: { providers: ['aws'], off: 'suspended' }, values }),
    slot('05', 'bp-sized', { values: { size: use('SIZE') } }),
  ],
};

const layers = {
  parameters: { SIZE: 1 },
  overrides: { 'bp-plain': { order: 'fleet', map: { z: 3 }, of: { fleet: true } } },
  versions: { 'bp-plain': { version: '1.0.1', digest: `sha256:${'b'.repeat(64)}` } },
  environments: {
    prod: { parameters: { SIZE: 2 }, overrides: { 'bp-plain': { order: 'environment', list: ['b', 'c'] } } },
    stg: { overrides: { 'bp-plain': { order: 'not this one' } } },
  },
  providers: { hetzner: { overrides: { 'bp-plain': { order: 'provider', of: { provider: '$HOME ${X}' } } } } },
};

const kinds = {
  scalar: { now: 'a map' },
  list: 'a scalar',
  map: ['a', 'list'],
  'a/b~c$d': drop(),
  gone: { deep: 'back', beside: drop() },
  ofChart: { dropped: drop() },
};

/** A slot of the record's own, which reads a fact. */
const ownRow = slot('70', 'bp-own', { dependsOn: ['bp-plain'], values: { fqdn: use('FQDN'), order: 'row' } });

const spec = {
  slots: [ownRow],
  fqdn: 'acme.example.com',
  environment: 'prod',
  overrides: {
    'bp-own': { order: 'sovereign' },
    'bp-plain': { order: 'sovereign' },
    'bp-kinds': kinds,
    'bp-bare': { ofChart: { dropped: drop() }, a: 1 },
  },
  versions: { 'bp-kinds': { version: '1.0.2' } },
  regions: [
    { key: 'fsn1', provider: 'hetzner', overrides: { 'bp-plain': { order: 'region' }, 'bp-kinds': { list: drop() } } },
    {
      key: 'eu-central-1',
      provider: 'aws',
      parameters: { SIZE: 3 },
      overrides: { 'bp-off': { scalar: { a: drop() } } },
    },
  ],
} as const;

/** The chart's own values, of which one can be dropped. */
const ofChart = { kept: 1, dropped: 2 };

runs('layers above a kit (skipped where no helm and kubectl can be had)', () => {
  test('each region has what its layers say, the innermost last, through kustomize and Helm', async () => {
    const regions = await arrivingValues({ kit, layers, spec, versions: { plain: '1.0.1', kinds: '1.0.2' } });
    const [fsn1, aws] = [regions.get('fsn1'), regions.get('eu-central-1')];
    expect(fsn1?.region.problems.map(({ object, problem }) => `${object}: ${problem}`)).toEqual([
      'HelmRelease flux-system/bp-off: it is suspended, so Flux installs nothing of it',
    ]);
    expect(aws?.region.problems).toEqual([]);
    // Where the chart has a default, null takes it away; elsewhere Helm hands it on.
    const gone = { deep: null };
    const plain = { ...values, gone, list: ['b', 'c'], map: { x: 1, y: 2, z: 3 }, ofChart };
    const changed = {
      scalar: { now: 'a map' },
      map: ['a', 'list'],
      'a/b~c$d': null,
      gone: { deep: 'back', beside: null },
      ofChart: { kept: 1 },
    };
    expect(fsn1?.values).toEqual(
      new Map<string, unknown>([
        ['bp-bare', { ofChart: { kept: 1 }, a: 1 }],
        ['bp-kinds', { ...changed, list: null }],
        ['bp-own', { fqdn: 'acme.example.com', order: 'sovereign', ofChart }],
        ['bp-plain', { ...plain, order: 'region', of: { fleet: true, provider: '$HOME ${X}' } }],
        ['bp-sized', { size: 2, ofChart }],
      ]),
    );
    expect(aws?.values).toEqual(
      new Map<string, unknown>([
        ['bp-bare', { ofChart: { kept: 1 }, a: 1 }],
        ['bp-kinds', { ...changed, list: 'a scalar' }],
        ['bp-off', { ...values, gone, scalar: { a: null }, ofChart }],
        ['bp-own', { fqdn: 'acme.example.com', order: 'sovereign', ofChart }],
        ['bp-plain', { ...plain, order: 'sovereign', of: { fleet: true } }],
        ['bp-sized', { size: 3, ofChart }],
      ]),
    );
    const refs = fsn1?.region.objects
      .filter(({ object }) => object.kind === 'OCIRepository')
      .map(({ object }) => [object.metadata.name, (object['spec'] as { readonly ref: unknown }).ref]);
    expect(Object.fromEntries(refs ?? [])).toMatchObject({
      'bp-bare': { tag: '1.0.0', digest: `sha256:${'a'.repeat(64)}` },
      'bp-kinds': { tag: '1.0.2' },
      'bp-plain': { tag: '1.0.1', digest: `sha256:${'b'.repeat(64)}` },
    });
    expect(refs).toContainEqual(['bp-kinds', { tag: '1.0.2' }]);
  }, 300_000);
});
