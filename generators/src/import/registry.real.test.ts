import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { findHelm } from '@sovereign-fleet/renderer/programs';
import { hasRegistry, pushChart, type Registry, startRegistry, whyNoRegistry } from '@sovereign-fleet/renderer/testing';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import reviewExecutor from '../review/executor';
import { runImport } from '../testing/import-tree';
import { withKubectl } from '../testing/with-kubectl';

let root: string;
let tree: string;
let registry: Registry;

/** The digest of each version of the chart `web` in the registry. */
const digests: Record<string, string> = {};

/** A release of the chart, with a source that has this reference. */
function releaseOf(name: string, ref: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 15m, url: oci://${registry.host}/charts/web, ref: { ${ref} } }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 15m
  targetNamespace: web
  releaseName: ${name}
  chartRef: { kind: OCIRepository, name: ${name} }
`;
}

/** Everything that a review finds in a Sovereign. */
async function findingsOf(name: string): Promise<readonly string[]> {
  jest.resetModules(); // the specs of before the import are loaded, which they are not in another process
  await reviewExecutor({}, { root, projectName: name } as ExecutorContext);
  const review = JSON.parse(readFileSync(join(root, 'dist/review', name, 'review.json'), 'utf8')) as Reviewed;
  return review.reviews.flatMap(({ findings }) =>
    findings.map(({ rule, object, field, problem, remedy }) => {
      return `${rule}: ${object}, ${field}: ${problem}. ${remedy}.`.replaceAll(registry.host, 'HOST');
    }),
  );
}

interface Reviewed {
  readonly reviews: readonly {
    readonly findings: readonly Readonly<Record<'rule' | 'object' | 'field' | 'problem' | 'remedy', string>>[];
  }[];
}

const runs = hasRegistry ? withKubectl : describe.skip;

runs(`charts of a registry, imported and reviewed (skipped where no kubectl can be had)${whyNoRegistry}`, () => {
  beforeAll(async () => {
    root = makeSpecs();
    tree = realpathSync(mkdtempSync(join(tmpdir(), 'tree-')));
    registry = await startRegistry({ root: tree, name: 'registry' });
    const helm = await findHelm();
    const env = { PATH: process.env['PATH'], HOME: join(tree, 'home') };
    writeFiles(tree, { 'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.0.0\n' });
    for (const version of ['1.0.0', '1.1.0', '1.2.0+b1']) {
      const args = ['package', join(tree, 'web'), `--version=${version}`, `--destination=${tree}`];
      execFileSync(helm, args, { env, stdio: 'pipe' });
      digests[version] = pushChart({ helm, host: registry.host, archive: join(tree, `web-${version}.tgz`), env });
    }
  });

  afterAll(async () => {
    await registry.stop();
    for (const folder of [root, tree]) rmSync(folder, { recursive: true });
  });

  test('each reference is taken as Flux reads it, and the review says what the registry has of it', async () => {
    writeFiles(tree, {
      'cluster/absent.yaml': releaseOf('absent', 'tag: 9.9.9'),
      'cluster/build.yaml': releaseOf('build', 'tag: 1.2.0+b1'),
      'cluster/letter.yaml': releaseOf('letter', 'tag: v1.0.0'),
      'cluster/old.yaml': releaseOf('old', `tag: 1.1.0, digest: '${digests['1.0.0'] ?? ''}'`),
      'cluster/range.yaml': releaseOf('range', "tag: 1.0.0, semver: '>=1.0 <1.2'"),
      'cluster/right.yaml': releaseOf('right', `tag: 1.1.0, digest: '${digests['1.1.0'] ?? ''}'`),
    });
    const options = { from: join(tree, 'cluster'), kit: 'pulled', regions: 'fsn1', allowRanges: true };
    const { lines } = await runImport(root, options);
    const end = lines.indexOf('0 objects stand as YAML beside a row, 0 rows say a field by `helm`.');
    expect(lines.slice(lines.indexOf('reference of a source (2):'), end)).toEqual(notes);
    const rows = filesIn(root, 'kits/pulled');
    expect(rows['kits/pulled/slots/05-range.ts']).toContain(
      "chart: { name: 'web', version: '>=1.0 <1.2', range: true },",
    );
    expect(await findingsOf('pulled')).toEqual(findings);
    const objects = filesIn(root, 'gitops-out');
    expect(objects['gitops-out/clusters/pulled.fleet.example.com/bootstrap-kit/02-build.yaml']).toContain(
      'tag: "1.2.0_b1"',
    );
  });
});

const old = 'whatever the version 1.1.0 says; a review compares them.';

const notes = [
  'reference of a source (2):',
  '  build.yaml:1-4: OCIRepository flux-system/build: no registry has its tag 1.2.0+b1, so that Flux has no chart; ' +
    'the tag becomes 1.2.0_b1.',
  '  range.yaml:1-4: OCIRepository flux-system/range: Flux reads its range >=1.0 <1.2 and not its tag 1.0.0, which ' +
    'is left out.',
  'digest beside a version (2):',
  `  old.yaml:1-4: OCIRepository flux-system/old: Flux pulls what its digest names, ${old}`,
  `  right.yaml:1-4: OCIRepository flux-system/right: Flux pulls what its digest names, ${old}`,
  'range of versions (1):',
  '  range.yaml:6-13: HelmRelease flux-system/range: its chart is that of the range >=1.0 <1.2, and each review says ' +
    'so until a version stands there.',
];

const absent = (tag: string) =>
  `chart web ${tag}: oci://HOST/charts/web has no such version: failed to perform "FetchReference" on source: ` +
  `HOST/charts/web:${tag}: not found`;

const findings = [
  `found-version: HelmRelease flux-system/absent, bp-absent.chart.version: ${absent('9.9.9')}. Write a version that ` +
    'it has; the newest is 1.2.0+b1; --allow-missing-charts goes on without it; it is said in ' +
    'kits/pulled/slots/01-absent.ts:7.',
  `found-version: HelmRelease flux-system/letter, bp-letter.chart.version: ${absent('v1.0.0')}. Write 1.0.0, which ` +
    'it has: Flux asks for the tag letter by letter; --allow-missing-charts goes on without it; it is said in ' +
    'kits/pulled/slots/03-letter.ts:7.',
  'digest-of-version: HelmRelease flux-system/old, bp-old.chart.version: its digest is that of version 1.0.0, which ' +
    'Flux pulls, whatever the tag says: 1.1.0. Write the digest that the registry gives for 1.1.0, or the version ' +
    '1.0.0; it is said in kits/pulled/slots/04-old.ts:9.',
  'made-namespace: HelmRelease flux-system/absent, spec.targetNamespace: nothing in the tree makes the namespace ' +
    "web, and a cluster does not have it from birth. Write from: 'slot' in a row of it; or, if somebody else makes " +
    "it, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web' } } in \"standIns\" of the kit.",
  'exact-version: HelmRelease flux-system/range, spec.chartRef: its chart is that of ">=1.0 <1.2", which is no ' +
    'version: another may come tomorrow. Write the version that runs now.',
  'three-regions: Sovereign, regions: it has 1 region, and A1 asks for three. Add a region to its record, or live ' +
    'with the risk.',
];
