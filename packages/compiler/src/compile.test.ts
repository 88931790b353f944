import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import {
  type Location,
  providerNames,
  regionKeys,
  releaseNamespace,
  type Slot,
  type SovereignSpec,
  type Tree,
  valueOf,
} from '@sovereign-fleet/domain';
import { fluxNamespace } from '@sovereign-fleet/flux';
import fc from 'fast-check';
import { compile } from './compile';
import { exampleFleet, exampleKit, topologyOf } from './testing/example-kit';
import { billing, ownParts, rates, resolveOwn } from './testing/own-record';
import { wideKit } from './testing/wide-kit';

const fsn1 = { key: 'fsn1', provider: 'hetzner', role: 'primary' } as const;
const aws = { key: 'eu-central-1', provider: 'aws', role: 'secondary' } as const;
const acme = { fqdn: 'acme.example.com', environment: 'prod' } as const;

/** Compares a tree with its golden folder, file by file and both ways; `UPDATE_GOLDEN=1` writes the folder. */
function expectGolden(name: string, tree: Tree): void {
  const folder = join(__dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, content] of tree) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile());
  const golden = files.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]);
  expect(Object.fromEntries(tree)).toEqual(Object.fromEntries(golden));
}

test.each<{ golden: string; spec: SovereignSpec }>([
  { golden: 'one-region', spec: { ...acme, regions: [fsn1] } },
  { golden: 'two-providers', spec: { ...acme, environment: 'stg', regions: [fsn1, aws] } },
  {
    golden: 'overrides',
    spec: {
      ...acme,
      regions: [
        {
          ...fsn1,
          overrides: {
            'bp-vault': { replicas: 3, script: 'echo $HOME\necho ${PATH}\n' },
            'bp-network': { peers2: ['x', 'yes', '1.10'] },
          },
        },
        aws,
      ],
    },
  },
])('the tree of $golden is the golden one', ({ golden, spec }) => {
  expectGolden(golden, compile([topologyOf(spec)]));
});

test('the tree of rows that say everything is the golden one', () => {
  expectGolden('wide', compile([topologyOf({ ...acme, regions: [fsn1, aws] }, wideKit())]));
});

test('the tree of a record that leaves out and adds is the golden one', () => {
  const slots = [billing({ chart: { source: 'acme', version: '1.0.0' }, values: { host: 'a', replicas: 1 } })];
  const record = { ...ownParts, without: ['bp-backup', 'bp-lab'], slots };
  expectGolden('own', compile([valueOf(resolveOwn(record, [rates]))]));
});

test('overlays differ between regions by their overrides alone', () => {
  const tree = compile([topologyOf({ ...acme, regions: [fsn1, aws] })]);
  const overlays = [...tree].filter(
    ([path]) => path.split('/').length === 5 && path.endsWith('bootstrap-kit/kustomization.yaml'),
  );
  expect(overlays).toHaveLength(2);
  expect(overlays[0]?.[1]).toBe(overlays[1]?.[1]);
});

test('sixty more slots are sixty more rows', () => {
  const slots = Array.from({ length: 60 }, (_, index): Slot => {
    const name = `bp-made-up-${index}`;
    const dependsOn = index === 0 ? ['bp-network'] : [`bp-made-up-${index - 1}`];
    const chart = { name, version: `1.${index}.0` };
    const number = String(index + 20);
    return { number, name, chart, namespace: { name, from: 'slot' }, dependsOn };
  });
  const tree = compile([topologyOf({ ...acme, regions: [fsn1] }, exampleKit(slots))]);
  const files = [...tree.keys()].filter((path) => path.startsWith('clusters/acme.example.com/bootstrap-kit/'));
  expect(files).toHaveLength(1 + 3 + 60);
  expect(tree.get(files.find((path) => path.endsWith('79-made-up-59.yaml')) as never)).toContain('name: bp-made-up-58');
});

const everyLocation = providerNames.flatMap((provider) =>
  // A key of the provider's own list is one of its Locations.
  regionKeys(provider).map((key) => ({ provider, key }) as Location),
);

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const spec = fc
  .record({
    labels: fc.array(label, { minLength: 1, maxLength: 3 }),
    environment: fc.constantFrom('prod', 'stg', 'uat', 'dev', 'poc'),
    regions: fc.uniqueArray(fc.constantFrom(...everyLocation), {
      minLength: 1,
      maxLength: 5,
      selector: ({ key }) => key,
    }),
    primary: fc.nat({ max: 4 }),
    values: fc.dictionary(
      fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/),
      fc.oneof(fc.stringMatching(/^[ -~\n]*$/), fc.boolean(), fc.integer(), fc.array(fc.integer())),
    ),
  })
  .map(({ labels, environment, regions, primary, values }): SovereignSpec => ({
    fqdn: `${labels.join('.')}.example`,
    environment,
    regions: regions.map((region, index) => ({
      ...region,
      role: index === primary % regions.length ? 'primary' : 'secondary',
      overrides: { 'bp-network': { own: values } },
    })),
  }));

const kit = exampleKit();

test('any spec that parses compiles, twice to the same bytes, in any order of its regions', () => {
  fc.assert(
    fc.property(
      spec.chain((one) =>
        fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.regions], { minLength: one.regions.length })),
      ),
      ([one, regions]) => {
        const tree = [...compile([topologyOf(one, kit)])];
        expect(tree).toHaveLength(4 + 8 * one.regions.length);
        expect([...compile([topologyOf(one, kit)])]).toEqual(tree);
        expect([...compile([topologyOf({ ...one, regions }, exampleKit(), exampleFleet())])]).toEqual(tree);
        expect(tree.map(([path]) => path)).toEqual(tree.map(([path]) => path).sort());
      },
    ),
    { numRuns: 200 },
  );
});

test('HelmReleases of slots are where the objects of Flux are', () => {
  expect(releaseNamespace).toBe(fluxNamespace);
});
