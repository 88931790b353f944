import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartStore, type ChartStoreOptions } from '../charts/chart-store';
import type { Chart, ChartReference } from '../contract/ports';
import { findHelm } from '../programs/programs';
import { chartOrThrow, reasonOfMissingChart } from './chart-or-throw';
import { pushChart, type Registry, startRegistry } from './loopback-registry';

/** The versions of the chart `demo` that real `helm package` makes. */
const versions = ['0.1.0', '0.1.5', '0.2.0+b1', '0.3.0-rc.1'];

/** Archives of the chart `demo` in a folder, and a cache that is empty when a test begins. */
export interface PackagedCharts {
  readonly helm: string;
  readonly root: string;
  readonly cacheFolder: string;
  readonly archives: readonly string[];
}

/** The archives for all tests of the file. */
export function packagedCharts(): PackagedCharts {
  const charts = { helm: '', root: '', cacheFolder: '', archives: [] as readonly string[] };
  beforeAll(async () => {
    charts.helm = await findHelm();
    charts.root = mkdtempSync(join(tmpdir(), 'packaged-charts-'));
    charts.archives = packageDemo(charts);
  });
  afterAll(() => {
    rmSync(charts.root, { recursive: true });
  });
  beforeEach(() => {
    charts.cacheFolder = mkdtempSync(join(charts.root, 'cache-'));
  });
  return charts;
}

type HelmFolder = Pick<PackagedCharts, 'helm' | 'root'>;

function packageDemo({ helm, root }: HelmFolder): readonly string[] {
  const chart = join(root, 'demo');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: demo\nversion: 0.0.0\n');
  writeFileSync(join(chart, 'templates/a.yaml'), 'kind: A\nversion: {{ .Chart.Version }}\n');
  return versions.map((version) => {
    runHelm({ helm, root }, ['package', chart, `--version=${version}`, `--destination=${root}`]);
    return join(root, `demo-${version}.tgz`);
  });
}

/** Runs Helm with a home of its own. */
export function runHelm({ helm, root }: HelmFolder, args: readonly string[]): void {
  execFileSync(helm, args, { env: helmHome(root) });
}

function helmHome(root: string): NodeJS.ProcessEnv {
  const home = join(root, 'home');
  return { PATH: process.env['PATH'], HOME: home, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home };
}

/** Pushes an archive to a registry, and returns its digest there. */
export function push({ helm, root }: HelmFolder, host: string, archive: string): string {
  return pushChart({ helm, host, archive, env: helmHome(root) });
}

/** Where `demo` is in a registry, and the digest of its version 0.1.0. */
interface DemoRegistry {
  readonly host: string;
  readonly url: string;
  readonly digest: string;
}

/** A registry that has all archives, for all tests of the suite. */
export function demoRegistry(charts: PackagedCharts): DemoRegistry {
  const demo = { host: '', url: '', digest: '' };
  let registry: Registry;
  beforeAll(async () => {
    registry = await startRegistry({ root: charts.root, name: 'registry' });
    demo.host = registry.host;
    demo.url = `oci://${demo.host}/charts/demo`;
    demo.digest = charts.archives.map((archive) => push(charts, demo.host, archive))[0] ?? '';
  });
  afterAll(() => registry.stop());
  return demo;
}

interface ChartPulls {
  readonly found: (reference: ChartReference, more?: Partial<ChartStoreOptions>) => Promise<Chart>;
  readonly reasonOf: (reference: ChartReference, more?: Partial<ChartStoreOptions>) => Promise<string>;
  /** The version that the template of a chart prints. */
  readonly rendered: (chart: Chart) => string;
}

export function chartPulls(charts: PackagedCharts): ChartPulls {
  const options = (more: Partial<ChartStoreOptions> = {}): ChartStoreOptions => ({
    helm: charts.helm,
    root: charts.root,
    cacheFolder: charts.cacheFolder,
    timeoutSeconds: 30,
    environment: { PATH: process.env['PATH'] },
    offline: false,
    localCharts: new Map(),
    subcharts: new Map(),
    ...more,
  });
  return {
    found: (reference, more) => chartOrThrow(chartStore(options(more)).findChart, reference),
    reasonOf: (reference, more) => reasonOfMissingChart(chartStore(options(more)).findChart, reference),
    rendered: ({ path }) =>
      /^version: (.*)$/m.exec(execFileSync(charts.helm, ['template', 'x', path], { encoding: 'utf8' }))?.[1] ?? '',
  };
}
