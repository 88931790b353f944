import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chartStore, type ChartStoreOptions } from '../charts/chart-store';
import type { Chart, ChartReference } from '../contract/ports';
import { findHelm } from '../programs/programs';
import { chartOrThrow, reasonOfMissingChart } from './chart-or-throw';

/** A workspace whose chart bp-x may depend on vcluster, for which `standin` is the subchart. Nothing is downloaded. */
export interface ChartWorkspace {
  readonly helm: string;
  readonly root: string;
  readonly cacheFolder: string;
}

/** An empty workspace for each test of the file. */
export function chartWorkspace(): ChartWorkspace {
  const workspace = { helm: '', root: '', cacheFolder: '' };
  beforeAll(async () => {
    workspace.helm = await findHelm();
  });
  beforeEach(() => {
    workspace.root = realpathSync(mkdtempSync(join(tmpdir(), 'chart-workspace-')));
    workspace.cacheFolder = join(workspace.root, 'cache');
  });
  afterEach(() => {
    rmSync(workspace.root, { recursive: true });
  });
  return workspace;
}

export interface ChartWriter {
  /** Writes a chart with this Chart.yaml and these other files, and returns its folder. */
  readonly writeChart: (path: string, yaml: string, files?: Readonly<Record<string, string>>) => string;
  /** Writes the subchart for vcluster, and returns its folder. */
  readonly standIn: (version?: string) => string;
}

export function chartWriter(workspace: ChartWorkspace): ChartWriter {
  const writeChart: ChartWriter['writeChart'] = (path, yaml, files = {}) => {
    const all = { 'Chart.yaml': `apiVersion: v2\n${yaml}`, 'templates/a.yaml': 'kind: A\n', ...files };
    for (const [name, text] of Object.entries(all)) {
      const file = join(workspace.root, path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return join(workspace.root, path);
  };
  const standIn = (version = '0.20.0+standin') => writeChart('standin', `name: vcluster\nversion: ${version}\n`);
  return { writeChart, standIn };
}

/** What a chart store does with the workspace, and what Helm makes of a chart. */
export interface ChartSearch {
  readonly options: (more?: Partial<ChartStoreOptions>) => ChartStoreOptions;
  readonly found: (reference: ChartReference, more?: Partial<ChartStoreOptions>) => Promise<Chart>;
  readonly reasonOf: (reference: ChartReference, more?: Partial<ChartStoreOptions>) => Promise<string>;
  readonly template: (chart: Chart) => string;
}

export function chartSearch(workspace: ChartWorkspace): ChartSearch {
  const options: ChartSearch['options'] = (more) => ({
    ...workspace,
    timeoutSeconds: 30,
    environment: process.env,
    offline: true,
    localCharts: new Map([['bp-x', join(workspace.root, 'charts/bp-x')]]),
    subcharts: new Map([['vcluster', join(workspace.root, 'standin')]]),
    ...more,
  });
  return {
    options,
    found: (reference, more) => chartOrThrow(chartStore(options(more)).findChart, reference),
    reasonOf: (reference, more) => reasonOfMissingChart(chartStore(options(more)).findChart, reference),
    template: (chart) =>
      execFileSync(workspace.helm, ['template', 'x', chart.path], { encoding: 'utf8', stdio: 'pipe' }),
  };
}

/** A reference to bp-x. */
export const oci = (more: Partial<ChartReference> = {}): ChartReference =>
  ({ kind: 'oci', url: 'oci://registry.example/charts/bp-x', tag: '0.2.0', ...more }) as ChartReference;

/** The Chart.yaml of bp-x with dependencies. */
export const umbrella = (dependencies: string): string => `name: bp-x\nversion: 0.2.0\ndependencies:\n${dependencies}`;

export const onVcluster =
  '- {name: vcluster, version: 0.20.0, repository: "https://charts.example", condition: x.enabled}\n';
