import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chartSearch, chartWorkspace, chartWriter, oci, onVcluster, umbrella } from '../testing/chart-workspace';

const workspace = chartWorkspace();
const { writeChart, standIn } = chartWriter(workspace);
const { found, reasonOf, template } = chartSearch(workspace);

describe('a dependency that is not in charts/', () => {
  test('a dependency from `subcharts` is put into a folder of the cache, not into the workspace', async () => {
    const folder = writeChart('charts/bp-x', umbrella(onVcluster));
    standIn();
    const chart = await found(oci());
    expect(chart.standIns).toEqual(['vcluster 0.20.0+standin']);
    expect(chart.origin).toBe('workspace');
    expect(dirname(chart.path)).toBe(join(workspace.cacheFolder, 'assembled'));
    expect(template(chart)).toContain('# Source: bp-x/charts/vcluster/templates/a.yaml');
    expect(readdirSync(folder)).toEqual(['Chart.yaml', 'templates']);
  });

  test('what a chart asks for, and its crds/, is read of its subcharts too, also of an archive', async () => {
    const folder = writeChart('charts/bp-x', umbrella(onVcluster), {
      'README.md': '{{ .Capabilities.APIVersions.Has "never/v1" }}',
      'templates/a.yaml': '{{ .Capabilities.APIVersions.Has "a/v1" }}',
      'values.yaml': 'x: \'{{ .Capabilities.APIVersions.Has "b/v1" }}\'\n',
    });
    const subchart = writeChart('standin', 'name: vcluster\nversion: 0.20.0+standin\n', {
      'templates/c.yaml': '{{ .Capabilities.APIVersions.Has "c/v1" }} {{ .Chart.Version | replace "+" "_" }}',
      'crds/x.yml': 'a: 1\n',
    });
    const texts = {
      hasCrds: true,
      asked: { names: ['a/v1', 'b/v1', 'c/v1'], others: false },
      replacesPlus: true,
      values: { names: ['global', 'tags', 'vcluster', 'x'], others: false },
      isLibrary: false,
      readsHelmVersion: false,
      isUnsteady: false,
      outsideSchemas: [],
    };
    expect((await found(oci())).texts).toEqual(texts);
    execFileSync(workspace.helm, ['package', subchart, '--destination', join(folder, 'charts')]);
    expect((await found(oci())).texts).toEqual(texts);
  });

  test('a dependency from `subcharts` is not rendered where its condition is false', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster), { 'values.yaml': 'x: {enabled: false}\n' });
    standIn();
    expect(template(await found(oci()))).not.toContain('vcluster');
  });

  test('a chart of apiVersion v1 has its dependencies in requirements.yaml', async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', {
      'requirements.yaml': `dependencies:\n${onVcluster}`,
    });
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v1\nname: bp-x\nversion: 0.2.0\n');
    standIn();
    expect(template(await found(oci()))).toContain('# Source: bp-x/charts/vcluster/templates/a.yaml');
  });

  test.each(['Chart.lock', 'requirements.lock'])('a dependency has the version of %s', async (lock) => {
    writeChart('charts/bp-x', umbrella('- {name: vcluster, version: 0.x, repository: "https://charts.example"}\n'), {
      [lock]: 'dependencies: [{name: vcluster, version: 0.20.0, repository: "https://charts.example"}]\n',
    });
    standIn('0.21.0');
    expect(await reasonOf(oci())).toBe(cannot('what was found has version 0.21.0'));
    standIn('0.20.0');
    expect((await found(oci())).standIns).toEqual([]);
  });

  test.each([
    { text: 'dependencies: [{version: 1.0.0}]', reason: 'its requirements.yaml has a dependency without a name' },
    { text: 'dependencies: "', reason: /^its requirements\.yaml is not YAML: / },
  ])('a requirements.yaml that is none is refused: $reason', async ({ text, reason }) => {
    writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', { 'requirements.yaml': text });
    expect((await reasonOf(oci())).replace('chart bp-x 0.2.0: ', '')).toMatch(reason);
  });

  test('a dependency in `subcharts` may be an archive', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    execFileSync(workspace.helm, ['package', standIn('0.20.0'), '--destination', workspace.root]);
    const subcharts = new Map([['vcluster', join(workspace.root, 'vcluster-0.20.0.tgz')]]);
    const chart = await found(oci(), { subcharts });
    expect(chart.standIns).toEqual([]);
    expect(template(chart)).toContain('# Source: bp-x/charts/vcluster/templates/a.yaml');
  });

  describe('where the Chart.yaml says which archive was reviewed', () => {
    const zeros = `sha256:${'0'.repeat(64)}`;
    const pinned = (text: string) => `${umbrella(onVcluster)}annotations: {${text}}\n`;
    const annotation = (digest: string) => `sovereign-fleet/digest.vcluster: "${digest}"`;
    const packaged = (to = workspace.root) => {
      execFileSync(workspace.helm, ['package', standIn('0.20.0'), '--destination', to]);
      const path = join(to, 'vcluster-0.20.0.tgz');
      return { path, digest: `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}` };
    };

    test('that archive is taken, and another one of the same name and version is not', async () => {
      const { path, digest } = packaged();
      const subcharts = new Map([['vcluster', path]]);
      writeChart('charts/bp-x', pinned(annotation(digest)));
      expect(template(await found(oci(), { subcharts }))).toContain('# Source: bp-x/charts/vcluster/templates/a.yaml');
      writeChart('charts/bp-x', pinned(annotation(zeros)));
      expect(await reasonOf(oci(), { subcharts })).toBe(
        cannot(`what was found has the digest ${digest}, and its Chart.yaml says ${zeros}`),
      );
    });

    test('one that "helm dependency update" put into charts/ is held to it as well', async () => {
      const folder = writeChart('charts/bp-x', pinned(annotation(zeros)));
      const { digest } = packaged(join(folder, 'charts'));
      expect(await reasonOf(oci())).toBe(
        `chart bp-x 0.2.0: its charts/vcluster-0.20.0.tgz has the digest ${digest}, and its Chart.yaml says ${zeros}`,
      );
      renameSync(join(folder, 'charts/vcluster-0.20.0.tgz'), join(folder, 'charts/other.tgz'));
      expect(await reasonOf(oci())).toBe(
        `chart bp-x 0.2.0: its charts/other.tgz has the digest ${digest}, and its Chart.yaml says ${zeros}`,
      );
      writeChart('charts/bp-x', pinned(annotation(digest)));
      expect((await found(oci())).standIns).toEqual([]);
    });

    test('a stand-in is a folder, which has no such digest', async () => {
      writeChart('charts/bp-x', pinned(annotation(zeros)));
      standIn();
      expect((await found(oci())).standIns).toEqual(['vcluster 0.20.0+standin']);
    });

    test.each([
      { text: annotation('0.20.0'), why: 'digest.vcluster: it is "0.20.0", not sha256:<64 hex>' },
      { text: `sovereign-fleet/digest.other: ${zeros}`, why: 'digest.other: there is no such dependency' },
    ])('an annotation that pins nothing is refused: $why', async ({ text, why }) => {
      writeChart('charts/bp-x', pinned(text));
      expect(await reasonOf(oci())).toBe(
        `chart bp-x 0.2.0: its Chart.yaml has a wrong annotation sovereign-fleet/${why}`,
      );
    });
  });

  test('a stand-in inside an archive is named too', async () => {
    const folder = writeChart('charts/bp-x', umbrella(onVcluster));
    execFileSync(workspace.helm, ['package', standIn(), '--destination', join(folder, 'charts')]);
    expect((await found(oci())).standIns).toEqual(['vcluster 0.20.0+standin']);
  });

  const cannot = (why: string): string =>
    `chart bp-x 0.2.0: it depends on vcluster 0.20.0 from https://charts.example, which cannot be had: ${why}`;

  test('a dependency in `subcharts` of another version is refused', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    standIn('0.19.0+standin');
    expect(await reasonOf(oci())).toBe(cannot('what was found has version 0.19.0+standin'));
  });

  test('a dependency in `subcharts` of another name is refused', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    writeChart('standin', 'name: other\nversion: 0.20.0\n');
    expect(await reasonOf(oci())).toBe(cannot('what was found is the chart other'));
  });

  test('a dependency that is found nowhere is named with its version, its repository and the reason', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    const reason = cannot('it is not in the cache, and offline nothing is looked up (absent)');
    expect(await reasonOf(oci(), { subcharts: new Map() })).toBe(reason);
  });

  test.each([
    { repository: '', reason: 'dep 1.0.0, which cannot be had: it has no repository, and it is not in charts/' },
    {
      repository: '@stable',
      reason: 'dep 1.0.0 from @stable, which cannot be had: its repository is not a URL, and it is not in charts/',
    },
    {
      repository: 'https://user:hunter2@charts.example?token=hunter2',
      reason:
        'dep 1.0.0 from https://…@charts.example?…, which cannot be had: its URL carries credentials; ' +
        'take them out of it, and log in by "helm repo add <name> <URL> --username <user>"',
    },
    {
      repository: 'file://../../../outside',
      reason: 'dep 1.0.0 from file://../../../outside, which cannot be had: it leads out of the workspace',
    },
    {
      repository: 'file://../../..',
      reason: 'dep 1.0.0 from file://../../.., which cannot be had: it leads out of the workspace',
    },
    {
      repository: 'file://../bp-x',
      reason: 'dep 1.0.0 from file://../bp-x, which cannot be had: its dependencies go in a circle',
    },
    {
      repository: 'oci://registry.example/charts',
      reason:
        'dep 1.0.0 from oci://registry.example/charts, which cannot be had: it is not in the cache, ' +
        'and offline nothing is looked up (absent)',
    },
  ])('a dependency from "$repository" is refused: $reason', async ({ repository, reason }) => {
    writeChart('charts/bp-x', umbrella(`- {name: dep, version: 1.0.0, repository: "${repository}"}\n`));
    expect(await reasonOf(oci())).toBe(`chart bp-x 0.2.0: it depends on ${reason}`);
  });

  test('a dependency by file:// is read from the folder beside the chart, with its own dependencies', async () => {
    writeChart('charts/bp-x', umbrella('- {name: dep, version: ~1.0, repository: "file://../dep"}\n'));
    writeChart('charts/dep', `name: dep\nversion: 1.0.3\ndependencies:\n${onVcluster}`);
    standIn();
    const chart = await found(oci());
    expect(chart.standIns).toEqual(['vcluster 0.20.0+standin']);
    expect(template(chart)).toContain('# Source: bp-x/charts/dep/charts/vcluster/templates/a.yaml');
  });

  test('two charts that depend on each other are refused', async () => {
    writeChart('charts/bp-x', umbrella('- {name: bp-y, version: "*", repository: "oci://registry.example/charts"}\n'));
    const back = '- {name: bp-x, version: "*", repository: "oci://registry.example/charts"}\n';
    writeChart('charts/bp-y', `name: bp-y\nversion: 1.0.0\ndependencies:\n${back}`);
    const localCharts = new Map(['bp-x', 'bp-y'].map((name) => [name, join(workspace.root, 'charts', name)]));
    expect(await reasonOf(oci(), { localCharts })).toBe(
      'chart bp-x 0.2.0: it depends on bp-y * from oci://registry.example/charts, ' +
        'which cannot be had: it depends on bp-x * from oci://registry.example/charts, ' +
        'which cannot be had: its dependencies go in a circle',
    );
  });

  test('a chart in charts/ of another version is refused: Helm would ignore its condition', async () => {
    const folder = writeChart('charts/bp-x', umbrella(onVcluster));
    writeChart('charts/bp-x/charts/vcluster', 'name: vcluster\nversion: 0.19.0\n');
    expect(await reasonOf(oci())).toBe(
      'chart bp-x 0.2.0: its charts/ holds vcluster 0.19.0, and its Chart.yaml wants 0.20.0',
    );
    writeChart('charts/bp-x/charts/vcluster', 'name: vcluster\nversion: 0.20.0\n');
    expect((await found(oci())).path).toBe(folder);
  });

  test('an archive in charts/ that cannot be read is named', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster), { 'charts/vcluster-0.20.0.tgz': 'no archive' });
    expect(await reasonOf(oci())).toMatch(
      /^chart bp-x 0\.2\.0: charts\/vcluster-0\.20\.0\.tgz: the archive cannot be read: /,
    );
  });
});
