import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderedRegion } from '@sovereign-fleet/renderer';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import {
  filesIn,
  globexSource,
  makeCompiledWorkspace,
  nx,
  type NxProcess,
  startNx,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;
const subchart = process.env['VCLUSTER_CHART'] === undefined ? 'the STAND-IN for vcluster' : 'VCLUSTER_CHART';

const why = 'skipped where no helm and kubectl can be had';

runs(`render and review through the real Nx, helm and kustomize, with ${subchart} (${why})`, () => {
  let root: string;
  let oneNx: NxProcess;

  beforeAll(async () => {
    root = makeCompiledWorkspace({
      'sovereigns/globex/sovereign.ts': globexSource,
      'docs/notes.md': 'Notes\n',
      '.gitignore': 'node_modules\ndist\n.nx\n',
    });
    git('init', '--quiet', '--initial-branch=main');
    commit();
    oneNx = await startNx(root);
  });

  afterAll(async () => {
    await oneNx.stop();
    rmSync(root, { recursive: true });
  });

  const git = (...args: readonly string[]) => {
    const person = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    return execFileSync('git', [...person, ...args], { cwd: root, encoding: 'utf8' });
  };

  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message=A change');
  };

  const rendered = (sovereign: string, region: string): RenderedRegion =>
    // Our own output, which this test looks into.
    JSON.parse(readFileSync(join(root, 'dist/render', sovereign, region, 'region.json'), 'utf8')) as RenderedRegion;

  const offline = ['--offline', '--allow-missing-charts'];
  const offlineTask = { offline: true, allowMissingCharts: true };

  /** What a change of files affects; the files are as they were afterwards. */
  const affectedBy = async (files: Readonly<Record<string, string>>) => {
    writeFiles(root, files);
    const selection = ['--affected', '--base=HEAD', '--with-target=render'];
    const { output } = await oneNx.command('show', 'projects', ...selection, '--json');
    git('checkout', '--quiet', '--', '.');
    git('clean', '--quiet', '--force', '-d');
    return (JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)) as string[]).sort();
  };

  test('a spec of which half is there fails its own tasks, and neither the graph nor those of others', async () => {
    writeFiles(root, { 'sovereigns/globex/sovereign.ts': globexSource.slice(0, globexSource.length / 2) });
    const { status, output } = nx(root, 'show', 'projects', '--projects=tag:type:sovereign', '--json');
    expect([status, output.split('\n')]).toEqual([
      0,
      expect.arrayContaining([
        '["globex","acme"]',
        'sovereigns/globex/sovereign.ts is no whole spec: "npx nx sync" says why.',
      ]),
    ]);
    for (const target of ['render', 'review']) {
      expect(await oneNx.task(`acme:${target}`, offlineTask)).toMatchObject({ status: 0 });
      const half = await oneNx.task(`globex:${target}`, offlineTask);
      expect(half.output).toContain('sovereigns/globex/sovereign.ts: error is ');
      expect(half.status).toBe(1);
    }
    git('checkout', '--quiet', '--', '.');
  });

  test('a chart that cannot be had is named in the output, and fails the run', async () => {
    const { status, output } = await oneNx.command('run', 'acme:render', '--offline');
    expect(output).toContain('acme/fsn1: 48 objects, 3 releases');
    expect(output).toContain('missing-chart: HelmRelease flux-system/bp-cilium spec.chartRef: chart bp-cilium 1.4.0: ');
    expect(output).toContain(
      'missing-chart: HelmRelease flux-system/bp-cert-manager spec.chartRef: chart bp-cert-manager 1.0.0: ',
    );
    expect(status).toBe(1);
  });

  test('a render that was allowed to go without a chart says so, and how to have it anew from Nx', () => {
    const { status, output } = nx(root, 'run', 'acme:render', ...offline);
    expect(output).toContain(
      'acme: rendered WITHOUT these charts; when they can be had, render again with --skip-nx-cache',
    );
    expect(status).toBe(0);
    // The two slots whose charts are not in the workspace are the only ones that are missing.
    const missing = rendered('acme', 'nbg1').problems.map(({ kind, object }) => `${kind}: ${object}`);
    expect(missing.sort()).toEqual([
      'missing-chart: HelmRelease flux-system/bp-cert-manager',
      'missing-chart: HelmRelease flux-system/bp-cilium',
    ]);
  });

  test.each([
    { sovereign: 'acme', region: 'fsn1', blocks: ['dmz', 'mgmt'], label: 'hz-fsn-rtz-prod' },
    { sovereign: 'acme', region: 'nbg1', blocks: ['dmz', 'rtz'], label: 'hz-nbg-rtz-prod' },
    { sovereign: 'globex', region: 'hel1', blocks: ['dmz', 'rtz'], label: 'hz-hel-rtz-stg' },
    { sovereign: 'globex', region: 'eu-central-1', blocks: ['dmz', 'mgmt'], label: 'aws-euc1-rtz-stg' },
    { sovereign: 'globex', region: 'ap-singapore-1', blocks: ['dmz', 'rtz'], label: 'oci-sg-rtz-stg' },
  ])(
    '$sovereign/$region has the vClusters $blocks, and nothing of another',
    async ({ sovereign, region, blocks, label }) => {
      expect(await oneNx.command('run', `${sovereign}:render`, ...offline)).toMatchObject({ status: 0 });
      const { objects } = rendered(sovereign, region);
      const placesOf = (kind: string) =>
        objects
          .filter(({ object }) => object.kind === kind)
          .map(({ namespace, object }) => `${namespace}/${object.metadata.name}`);
      expect(placesOf('StatefulSet')).toEqual(blocks.map((block) => `${block}/${block}-vcluster`));
      expect(placesOf('NetworkPolicy')).toEqual(blocks.map((block) => `${block}/${block}-vcluster-isolation`));
      expect(placesOf('Service')).toEqual(
        blocks.flatMap((block) => [`${block}/${block}-vcluster`, `${block}/${block}-vcluster-headless`]),
      );
      const selectors = objects
        .filter(({ object }) => object.kind === 'StatefulSet')
        .map(({ object }) => object['spec'] as { template: { spec: { nodeSelector: unknown } } });
      expect(selectors.map(({ template }) => template.spec.nodeSelector)).toEqual(
        blocks.map(() => ({ 'openova.io/region': label })),
      );
    },
  );

  test('no output holds the data of a Secret', () => {
    const secrets = rendered('acme', 'fsn1').objects.filter(({ object }) => object.kind === 'Secret');
    expect(secrets.length).toBeGreaterThan(0);
    for (const { object } of secrets) {
      for (const value of Object.values(object['data'] as object)) expect(value).toMatch(/^hmac-sha256:[0-9a-f]{16}$/);
    }
  });

  test('a render and a review are done by one batch, which writes what each of them writes alone', async () => {
    for (const target of ['acme:render', 'acme:review']) await oneNx.task(target, offlineTask);
    const folders = ['dist/render/acme', 'dist/review/acme'];
    const alone = folders.map((folder) => filesIn(root, folder));
    for (const folder of folders) rmSync(join(root, folder), { recursive: true });
    const both = ['run-many', '-t', 'render', 'review', '-p', 'acme', '--skip-nx-cache'];
    const { output } = await oneNx.command(...both, ...offline);
    expect(output).toContain('Running 2 tasks with @sovereign-fleet/nx:render-review');
    expect(folders.map((folder) => filesIn(root, folder))).toEqual(alone);
  });

  test('a second render comes from the cache of Nx, and nothing is left beside it', async () => {
    const all = ['run-many', '-t', 'render', ...offline];
    expect(await oneNx.command(...all)).toMatchObject({ status: 0 });
    const { output } = await oneNx.command(...all);
    expect(output).toContain('2/2 hit (100%)');
    expect(readdirSync(join(root, 'dist/render')).sort()).toEqual(['acme', 'globex']);
  });

  const acmeSpec = () => readFileSync(join(root, 'sovereigns/acme/sovereign.ts'), 'utf8');
  const rtzValues = () => readFileSync(join(root, 'charts/bp-rtz-vcluster/values.yaml'), 'utf8');

  test.each([
    ['a spec', () => ({ 'sovereigns/acme/sovereign.ts': `${acmeSpec()}\n// changed\n` }), ['acme']],
    ['a tree', () => ({ 'gitops-out/clusters/globex.example.org/hel1/more.yaml': 'x: 1\n' }), ['globex']],
    ['a chart', () => ({ 'charts/bp-rtz-vcluster/values.yaml': `${rtzValues()}\n# changed\n` }), ['acme', 'globex']],
    [
      'a chart that a chart depends on by its path',
      () => ({
        'charts/bp-rtz-vcluster/Chart.yaml': readFileSync(
          join(root, 'charts/bp-rtz-vcluster/Chart.yaml'),
          'utf8',
        ).replace('https://charts.loft.sh', 'file://../bp-shared'),
        'charts/bp-shared/Chart.yaml': 'name: bp-shared\n',
      }),
      ['acme', 'globex'],
    ],
    ['a chart that no tree names', () => ({ 'charts/bp-other/Chart.yaml': 'name: bp-other\n' }), []],
    ['docs', () => ({ 'docs/notes.md': 'Other notes\n' }), []],
  ])('a change of %s renders what it touches', async (_, files, projects) => {
    expect(await affectedBy(files())).toEqual(projects);
  });

  test('a review without errors passes, and compares with the base by object', async () => {
    writeFileSync(join(root, 'sovereigns/acme/sovereign.ts'), acmeSpec().replace("'prod'", "'uat'"));
    expect(await oneNx.command('sync')).toMatchObject({ status: 0 });
    const { status, output } = await oneNx.task('acme:review', { ...offlineTask, base: 'HEAD' });
    git('checkout', '--quiet', '--', '.');
    expect(output).toContain('acme, 2 regions: 0 errors');
    expect(output).toContain('hz-fsn-rtz-prod');
    expect(output).toContain('hz-fsn-rtz-uat');
    expect(status).toBe(0);
    expect(readdirSync(join(root, 'dist/review/acme')).sort()).toEqual([
      'review.html',
      'review.json',
      'review.md',
      'review.sarif',
    ]);
  });

  test('a gate that is off by hand fails the review: A4 is held on what renders', async () => {
    const file = join(root, 'gitops-out/clusters/acme.example.com/fsn1/bootstrap-kit.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('MGMT_VCLUSTER_ENABLED: "true"', 'MGMT_VCLUSTER_ENABLED: "false"'),
    );
    const { status, output } = await oneNx.task('acme:review', offlineTask);
    git('checkout', '--quiet', '--', '.');
    expect(output).toContain('(blocks-of-role)');
    expect(status).toBe(1);
  });

  test('a review against an unknown base is refused with what to do instead', async () => {
    const { status, output } = await oneNx.command('run', 'acme:review', '--base=--help', ...offline);
    expect(output).toContain('The base "--help" cannot be read: ');
    expect(status).toBe(1);
  });
});
