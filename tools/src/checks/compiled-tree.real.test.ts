import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ChartValues, Tree } from '@sovereign-fleet/domain';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { acme, compileExample, exampleKit, globex } from '@sovereign-fleet/workspace/testing';
import { canFetchTools, findKubectl } from '@sovereign-fleet/renderer/programs';
import { fluxObjects, type KubernetesObject, problemsOf } from './crd-schemas';
import { realKit } from './real-kit';
import { workspaceRoot } from '../workspace';

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

const made = mkdtempSync(join(tmpdir(), 'sovereign-fleet-'));

afterAll(() => {
  rmSync(made, { recursive: true });
});

/** Trees of two regions, of three regions of several providers, and of the first with the rows of the real kit. */
const regions = [
  { of: 'the example kit', kit: exampleKit(), spec: acme },
  { of: 'the example kit', kit: exampleKit(), spec: globex },
  { of: 'the real kit', kit: realKit(), spec: acme },
].flatMap(({ of, kit, spec }) => {
  const root = writeTree(join(made, of), compileExample(spec, kit));
  const { fqdn } = spec;
  return spec.regions.map(({ key }) => ({ of, kit, fqdn, key, folder: join(root, 'clusters', fqdn, key) }));
});

whereKubectlRuns('what is compiled, built by real kustomize (skipped where no kubectl can be had)', () => {
  test.each(regions)('$fqdn $key of $of: what its Flux is pointed at', ({ fqdn, key, folder }) => {
    const objects = build(folder);
    expect(idsOf(objects)).toEqual([
      'Alert flux-system/fleet-status',
      'GitRepository flux-system/flux-system',
      'Kustomization flux-system/bootstrap-kit',
      'Kustomization flux-system/bootstrap-kit-ready',
      'Kustomization flux-system/flux-system',
      'Provider flux-system/fleet-status',
    ]);
    const paths = objects.filter(({ kind }) => kind === 'Kustomization').map(({ spec }) => spec?.['path']);
    const region = `./clusters/${fqdn}/${key}`;
    expect(paths).toEqual([`${region}/bootstrap-kit`, `${region}/bootstrap-kit-ready`, region]);
  });

  test.each(regions)('$fqdn $key of $of: the bootstrap kit', ({ folder, kit }) => {
    const slots = kit.slots.flatMap(({ name }) => [
      `HelmRelease flux-system/${name}`,
      `OCIRepository flux-system/${name}`,
    ]);
    const own = kit.slots.filter(({ namespace }) => namespace.from === 'slot');
    const namespaces = own.map(({ namespace }) => `Namespace /${namespace.name}`);
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
      test.each(regions)('of $fqdn $key of $of is valid', ({ folder, kit }) => {
        const objects = [...build(folder), ...build(join(folder, 'bootstrap-kit'))];
        const flux = fluxObjects(objects);
        expect(flux).toHaveLength(4 + 2 * kit.slots.length);
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

/** Writes the tree of a Sovereign that overrides values of bp-cilium in fsn1, and gives its folder. */
function writeOverrides(values: ChartValues): string {
  const tree = compileExample({
    fqdn: 'acme.example.com',
    environment: 'prod',
    regions: [
      { key: 'fsn1', provider: 'hetzner', role: 'primary', overrides: { 'bp-cilium': values } },
      { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
    ],
  });
  return writeTree(mkdtempSync(join(tmpdir(), 'sovereign-fleet-')), tree);
}

function writeTree(folder: string, tree: Tree): string {
  for (const [path, content] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
