import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bootstrapKit } from '@sovereign-fleet/bootstrap-kit';
import type { ChartValues } from '@sovereign-fleet/domain';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { compileSpec } from './real-kit';
import { canFetchTools, findKubectl } from '@sovereign-fleet/renderer/programs';
import { workspaceRoot } from './workspace';

/** A Kubernetes object as far as these tests look into it. */
interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

let kubectl: string;

beforeAll(async () => {
  if (canRun) kubectl = await findKubectl();
}, 300_000);

// Linux on x64 fetches a kubectl; elsewhere a person has to have one.
const canRun = canFetchTools || process.env['SOVEREIGN_FLEET_KUBECTL'] !== undefined;
const whereKubectlRuns = canRun ? describe : describe.skip;

function build(folder: string): readonly KubernetesObject[] {
  const text = execFileSync(kubectl, ['kustomize', folder], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);
}

function idsOf(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`).sort();
}

const clusters = join(workspaceRoot, 'gitops-out/clusters');
const regions = readdirSync(clusters).flatMap((fqdn) =>
  readdirSync(join(clusters, fqdn))
    .filter((name) => name !== 'bootstrap-kit')
    .map((key) => ({ fqdn, key, folder: join(clusters, fqdn, key) })),
);

test('the examples have a two-region and a three-region Sovereign, the latter of several providers', () => {
  const keys = (fqdn: string) => regions.filter((region) => region.fqdn === fqdn).map(({ key }) => key);
  expect(keys('acme.example.com')).toEqual(['fsn1', 'nbg1']);
  expect(keys('globex.example.org')).toEqual(['ap-singapore-1', 'eu-central-1', 'hel1']);
});

whereKubectlRuns('what is compiled, built by real kustomize (skipped where no kubectl can be had)', () => {
  test.each(regions)('$fqdn $key: what its Flux is pointed at', ({ fqdn, key, folder }) => {
    const objects = build(folder);
    expect(idsOf(objects)).toEqual([
      'GitRepository flux-system/flux-system',
      'Kustomization flux-system/bootstrap-kit',
      'Kustomization flux-system/flux-system',
    ]);
    const paths = objects.filter(({ kind }) => kind === 'Kustomization').map(({ spec }) => spec?.['path']);
    expect(paths).toEqual([`./clusters/${fqdn}/${key}/bootstrap-kit`, `./clusters/${fqdn}/${key}`]);
  });

  test.each(regions)('$fqdn $key: the bootstrap kit', ({ folder }) => {
    const slots = bootstrapKit.slots.flatMap(({ name }) => [
      `HelmRelease flux-system/${name}`,
      `OCIRepository flux-system/${name}`,
    ]);
    const made = bootstrapKit.slots.filter(({ namespaceFrom }) => namespaceFrom === 'slot');
    const namespaces = made.map(({ namespace }) => `Namespace /${namespace}`);
    expect(idsOf(build(join(folder, 'bootstrap-kit')))).toEqual([...slots, ...namespaces].sort());
  });

  test('overrides of one region arrive there and nowhere else, merged by maps, lists replaced', () => {
    const cilium = { operator: { replicas: 2 }, list: ['a', 'b'], empty: [], lines: 'a\nb\n' };
    const kept = { cluster: { name: '${SOVEREIGN_REGION_CANONICAL_LABEL}' } };
    const fqdn = { sovereignFQDN: '${SOVEREIGN_FQDN}' };
    const folder = writeOverrides({ cilium, global: { extra: true } });
    expect(ciliumValues(folder, 'fsn1')).toEqual({ cilium: { ...kept, ...cilium }, global: { ...fqdn, extra: true } });
    expect(ciliumValues(folder, 'nbg1')).toEqual({ cilium: kept, global: fqdn });
    rmSync(folder, { recursive: true });
  });

  test('the override of the example arrives in its region alone', () => {
    const debugged = ['eu-central-1', 'hel1'].map((key) => {
      const objects = build(join(clusters, `globex.example.org/${key}/bootstrap-kit`));
      return JSON.stringify(objects).includes('"debug":{"enabled":true}');
    });
    expect(debugged).toEqual([false, true]);
  });

  test('text that looks like something else arrives as the text that it is', () => {
    // What kustomize's YAML library reads as numbers, documents, comments, anchors and the like.
    const odd = [
      '9e9_',
      '0o1_',
      '-0o3',
      '24e_26',
      '-_1',
      '+0o2',
      '069e_9',
      '0b1',
      '0x1f',
      '1_000',
      '.5',
      '12e03',
      '1:20',
    ];
    const more = [
      '---',
      '-----BEGIN CERTIFICATE-----',
      '...',
      '- a',
      'a: b',
      '# a',
      '&a',
      '*a',
      '!a',
      '|',
      '>',
      '%a',
      '@a',
      '`a',
    ];
    const words = [
      'yes',
      'No',
      'ON',
      'n',
      'null',
      '~',
      'NaN',
      '.nan',
      '.inf',
      'true',
      '2001-01-01',
      'E-0',
      '=',
      '<<',
      '{}',
      '[]',
    ];
    const lines = [
      'a\n',
      'a\nb\n',
      '\na',
      'a\n\n',
      ' a\nb',
      'a \nb',
      'a\t\nb',
      '\n',
      'a\n---\nb',
      'a\n\n\nb',
      '',
      ' ',
      'é\n😀',
      '"\n\'',
      '\\n',
    ];
    const texts = [
      ...odd,
      ...more,
      ...words,
      ...lines,
      ...fc.sample(fc.string({ unit: fc.constantFrom(...'ab01_-.:e+~#{}[]"\'$\\ \n'.split('')) }), {
        numRuns: 400,
        seed: 1,
      }),
    ];
    const keys = texts.filter((text) => text !== '' && text !== '<<' && !text.startsWith('$'));
    const values = { list: texts, keys: Object.fromEntries(keys.map((text) => [text, text])), last: 'a\nb\n' };
    const folder = writeOverrides({ own: values });
    const expected = {
      ...values,
      list: texts.map(escaped),
      keys: Object.fromEntries(keys.map((text) => [escaped(text), escaped(text)])),
    };
    expect(ciliumValues(folder, 'fsn1')).toMatchObject({ own: expected });
    rmSync(folder, { recursive: true });
  });

  describe('against the schemas of the Flux CRDs', () => {
    const schemas = join(workspaceRoot, '../shared/conformance/crd-schemas');
    const there = existsSync(schemas);
    const title = there ? 'every object' : 'every object (skipped: ../shared/conformance/crd-schemas is not there)';
    (there ? describe : describe.skip)(title, () => {
      test.each(regions)('of $fqdn $key is valid', ({ folder }) => {
        const objects = [...build(folder), ...build(join(folder, 'bootstrap-kit'))];
        const flux = objects.filter(({ apiVersion }) => apiVersion.includes('.fluxcd.io/'));
        expect(flux).toHaveLength(3 + 2 * bootstrapKit.slots.length);
        for (const object of flux)
          expect({ object, problems: problemsOf(object, schemas) }).toEqual({ object, problems: [] });
      });

      test.each([
        { change: 'an unknown field', spec: { interval: '10m', colour: 'red' } },
        { change: 'a bad duration', spec: { interval: '10 minutes' } },
      ])('with $change is refused', ({ spec }) => {
        const [object] = build(regions[0]?.folder ?? '').filter(({ kind }) => kind === 'GitRepository');
        if (object === undefined) throw new Error('there is no GitRepository');
        expect(problemsOf({ ...object, spec: { ...object.spec, ...spec } }, schemas)).not.toEqual([]);
      });
    });
  });
});

/** The values of bp-cilium in one region of the tree in `folder`, as kustomize builds them. */
function ciliumValues(folder: string, region: string): unknown {
  const objects = build(join(folder, `clusters/acme.example.com/${region}/bootstrap-kit`));
  return objects.find(({ kind, metadata }) => kind === 'HelmRelease' && metadata.name === 'bp-cilium')?.spec?.[
    'values'
  ];
}

/** Flux halves every `$$` after kustomize has built. */
function escaped(text: string): string {
  return text.replaceAll('$', '$$$$');
}

const validators = new Map<string, ReturnType<Ajv2020['compile']>>();

function problemsOf(object: KubernetesObject, schemas: string): readonly string[] {
  const [group, version] = object.apiVersion.split('/');
  const name = `${group}_${object.kind.toLowerCase()}_${version}.json`;
  const validate = validators.get(name) ?? compileSchema(join(schemas, name));
  validators.set(name, validate);
  void validate(object); // synchronous: none of the schemas says $async
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function compileSchema(file: string): ReturnType<Ajv2020['compile']> {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
}

/** Writes the tree of a Sovereign that overrides values of bp-cilium in fsn1, and gives its folder. */
function writeOverrides(values: ChartValues): string {
  const folder = mkdtempSync(join(tmpdir(), 'sovereign-fleet-'));
  const tree = compileSpec({
    fqdn: 'acme.example.com',
    environment: 'prod',
    regions: [
      { key: 'fsn1', provider: 'hetzner', role: 'primary', overrides: { 'bp-cilium': values } },
      { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
    ],
  });
  for (const [path, content] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
