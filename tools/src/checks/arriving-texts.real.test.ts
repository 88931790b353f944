import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type BootstrapKitRows, parseBootstrapKit, referencesTo } from '@sovereign-fleet/domain';
import { type Manifest, printManifests } from '@sovereign-fleet/flux';
import { render } from '@sovereign-fleet/renderer';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { toolsFor } from '@sovereign-fleet/workspace/render';
import { arrivingValues } from './arriving-values';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

/** Ends of lines of YAML 1.1, what Go's readers refuse in a file, and what YAML, Flux and Helm read as something. */
const odd = '\u0000\u0007\u001b\u007f\u0080\u0085\u009f\u00a0\u2028\u2029\ufeff\ufffe\uffff';
const signs = Array.from(`${odd}\r\n\t $@{}[]"'\\:#-?|>%&*!\`=~,.+/a1`);

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...signs), maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

/** Each sign by itself and between letters, words of YAML, long ones, and others at random. */
function texts(): readonly string[] {
  const each = signs.flatMap((sign) => [sign, `a${sign}b`, `a ${sign}`, `${sign} b`, `${sign}${sign}`]);
  const words = [
    'yes',
    'NO',
    'null',
    '~',
    '1e3',
    '0x1F',
    '1:20',
    '2001-01-01',
    '.inf',
    '${X}',
    '$${X}',
    '{{ .x }}',
    '\ufeff$',
    '\ufeffa${X}',
  ];
  const long = ['k'.repeat(1100), 'ü'.repeat(700), `${'a b'.repeat(700)}\u2028`];
  return [...new Set([...each, ...words, ...long, ...fc.sample(text, 1000)])];
}

/** What YAML takes for the merge of maps, also in quotes, and what is no key in Go's library or in JavaScript. */
const isKey = (one: string): boolean => !['<<', '', '__proto__'].includes(one);

/** kustomize prints JSON, and reads that as YAML: U+0085 becomes a blank, the others and longer keys are refused. */
const isPrinted = (one: string): boolean => !/[\u007f-\u009f\ufffe\uffff]/.test(one) && one.length < 1000;

interface Arrived {
  readonly values: readonly string[];
  readonly keys: Readonly<Record<string, string>>;
}

function expectAll({ values, keys }: Arrived, all: readonly string[]): void {
  expect(values.filter((one, index) => one !== all[index])).toEqual([]);
  expect(values).toHaveLength(all.length);
  expect(Object.keys(keys).sort()).toEqual(all.filter(isKey).sort());
}

function valuesOf(all: readonly string[]) {
  return { values: all, keys: Object.fromEntries(all.filter(isKey).map((one) => [one, one])) };
}

/** What a chart received that prints its values. */
async function throughHelm(all: readonly string[]): Promise<Arrived> {
  const root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-'));
  try {
    mkdirSync(join(root, 'charts/app/templates'), { recursive: true });
    writeFileSync(join(root, 'charts/app/Chart.yaml'), 'apiVersion: v2\nname: app\nversion: 1.0.0\n');
    writeFileSync(
      join(root, 'charts/app/templates/a.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { all: {{ .Values | toJson | quote }} }\n',
    );
    const metadata = { name: 'app', namespace: 'flux-system' };
    const manifests: readonly Manifest[] = [
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'OCIRepository',
        metadata,
        spec: { interval: '1h', url: 'oci://registry.example.com/charts/app', ref: { tag: '1.0.0' } },
      },
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata,
        spec: { interval: '1h', chartRef: { kind: 'OCIRepository', name: 'app' }, values: valuesOf(all) },
      },
    ];
    const { tools, fingerprint } = await toolsFor({ offline: true }, root);
    const { regions } = await render({
      fqdn: 'acme.example.com',
      files: new Map([
        ['entry/kustomization.yaml', 'resources: [a.yaml]\n'],
        ['entry/a.yaml', printManifests(manifests)],
      ]),
      regions: [{ region: 'fsn1', entry: 'entry' }],
      cluster: { kubeVersion: '1.34.0', apiVersions: [] },
      tools,
      fingerprint,
    });
    const [region] = regions;
    expect(region?.problems).toEqual([]);
    const data = region?.objects.find(({ object }) => object.kind === 'ConfigMap')?.object['data'];
    return JSON.parse((data as { readonly all: string }).all) as Arrived; // as the template has it
  } finally {
    rmSync(root, { recursive: true });
  }
}

const parameters = { P: { type: 'string', description: 'any', layers: ['sovereign'], default: 'x' } } as const;

/** A kit of one slot with these among its values. */
function kitOf(all: readonly string[]): BootstrapKitRows {
  return {
    name: 'example',
    sources: { registry: { type: 'oci', url: 'oci://registry.example.com/charts' } },
    labels: {},
    annotations: {},
    parameters,
    slots: [
      {
        number: '01',
        name: 'bp-a',
        chart: { version: '1.0.0' },
        namespace: { name: 'a', from: 'slot' },
        dependsOn: [],
        values: { ...valuesOf(all), p: referencesTo(parameters).use('P') },
      },
    ],
  };
}

function parseKit(all: readonly string[]) {
  const slots = [{ slot: '01', name: 'bp-a', depends_on: [] }];
  return parseBootstrapKit({ source: 'kit.ts', rows: kitOf(all), lock: { source: 'graph.yaml', slots } });
}

runs('any text (skipped where no helm and kubectl can be had)', () => {
  test('that kustomize can print comes back through our printer, kustomize and Helm, as value and as key', async () => {
    const all = texts().filter(isPrinted);
    expectAll(await throughHelm(all), all);
  }, 120_000);

  test('each that a row takes arrives through compile, kustomize, substitution and Helm', async () => {
    const all = texts().filter((one) => parseKit([one]).ok);
    expect(all.length).toBeGreaterThan(500);
    const kit = kitOf(all);
    const spec = {
      fqdn: 'acme.example.com',
      environment: 'prod',
      regions: [{ key: 'fsn1', provider: 'hetzner' }],
    } as const;
    const arrived = (await arrivingValues({ kit, spec })).get('fsn1');
    expect(arrived?.region.problems).toEqual([]);
    expectAll(arrived?.values.get('bp-a') as Arrived, all);
  }, 120_000);
});
