import { execFileSync, spawnSync } from 'node:child_process';
import { renameSync, cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { chartSearch, chartWorkspace, chartWriter, oci } from '../testing/chart-workspace';

const workspace = chartWorkspace();
const { writeChart } = chartWriter(workspace);
const { found, reasonOf, template } = chartSearch(workspace);

describe('the digest of a folder', () => {
  const digestWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
    rmSync(join(workspace.root, 'charts'), { recursive: true, force: true });
    writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', files);
    return (await found(oci())).digest;
  };

  test('the digest is the same for the same files, wherever they are', async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    const { digest } = await found(oci());
    cpSync(folder, join(workspace.root, 'charts/elsewhere'), { recursive: true });
    const localCharts = new Map([['bp-x', join(workspace.root, 'charts/elsewhere')]]);
    expect((await found(oci(), { localCharts })).digest).toBe(digest);
  });

  test('the digest changes with any name, any byte and the place where a file ends', async () => {
    const digests = [
      await digestWith({}),
      await digestWith({ b: 'x' }),
      await digestWith({ c: 'x' }),
      await digestWith({ b: 'y' }),
      await digestWith({ b: '', bx: '' }),
      await digestWith({ '.helmignore': 'b' }),
      await digestWith({ '.helmignore': 'b', b: 'x' }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('a dependency without a version', () => {
  const subchart = { 'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n' };
  const write = (dependencies: string) =>
    writeChart('charts/bp-x', `name: bp-x\nversion: 0.2.0\ndependencies: [${dependencies}]\n`, subchart);

  test('where all are in charts/, it is taken from there', async () => {
    write('{name: sub, version: "", alias: other}');
    expect((await found(oci())).name).toBe('bp-x');
  });

  test('where one is not there by its alias, Flux looks for it, and has no range for that', async () => {
    write('{name: sub, version: 1.0.0}, {name: sub, version: "", alias: other}');
    const reason = 'its dependency other has no version, and Flux takes none from a folder then';
    expect(await reasonOf(oci())).toBe(`chart bp-x 0.2.0: ${reason}`);
    write('{name: sub, version: 1.0.0}, {name: sub, version: 1.x, alias: other}');
    expect((await found(oci())).name).toBe('bp-x');
  });
});

describe('a link in a chart', () => {
  test.each([
    {
      path: 'templates/out.yaml',
      to: '/etc/hostname',
      reason: "templates/out.yaml is a link that leaves the chart's folder",
    },
    { path: 'out', to: '../..', reason: "out is a link that leaves the chart's folder" },
    { path: 'beside', to: '../bp-x-beside', reason: "beside is a link that leaves the chart's folder" },
    { path: 'self', to: '.', reason: 'self is a link in a circle' },
    { path: 'templates/up', to: '../templates', reason: 'templates/up is a link in a circle' },
    { path: 'gone', to: 'nothing', reason: 'gone is a link to nothing' },
  ])('a link $path to $to is refused: $reason', async ({ path, to, reason }) => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    mkdirSync(join(workspace.root, 'charts/bp-x-beside'));
    symlinkSync(to, join(folder, path));
    expect(await reasonOf(oci())).toBe(`chart bp-x 0.2.0: ${reason}`);
  });

  test('links of two folders into each other are refused', async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', { 'a/f': '', 'b/f': '' });
    symlinkSync('../b', join(folder, 'a/to'));
    symlinkSync('../a', join(folder, 'b/to'));
    expect(await reasonOf(oci())).toBe('chart bp-x 0.2.0: a/to/to is a link in a circle');
  });

  test('a link within the folder of a chart is followed, and a folder that is a link itself is refused', async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    symlinkSync('a.yaml', join(folder, 'templates/b.yaml'));
    expect(template(await found(oci()))).toContain('# Source: bp-x/templates/b.yaml');
    renameSync(folder, join(workspace.root, 'charts/real'));
    symlinkSync('real', folder);
    expect(await reasonOf(oci())).toBe('chart bp-x 0.2.0: a symbolic link leads to it');
  });

  const hasMkfifo = spawnSync('mkfifo', ['--help']).error === undefined;
  const why = hasMkfifo ? '' : ' (skipped: no mkfifo in PATH)';

  (hasMkfifo ? test : test.skip)(`a pipe is neither a file nor a folder, and nobody waits for it${why}`, async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await reasonOf(oci())).toBe('chart bp-x 0.2.0: pipe is neither a file nor a folder');
  });
});
