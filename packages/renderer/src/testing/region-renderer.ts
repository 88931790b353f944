import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chartStore } from '../charts/chart-store';
import type { RenderedRegion } from '../contract/rendered';
import { kustomizeBuild } from '../programs/kustomize';
import { findHelm, findKubectl } from '../programs/programs';
import { steadyTemplate } from '../programs/steady-template';
import { render, type RenderRequest } from '../render';
import { serverTables } from '../schemas/node';

// For tests: a region in memory, whose entry is fsn1, with charts of its own and the real programs.

type Texts = Readonly<Record<string, string>>;

/** Renders a tree, of whose files each is one text. */
type RenderRegion = (files: Texts, more?: Partial<RenderRequest>) => Promise<RenderedRegion>;

/** By the name of each chart, its templates and what it has beside them. */
export function regionRenderer(charts: Readonly<Record<string, Texts>>): RenderRegion {
  const root = mkdtempSync(join(tmpdir(), 'region-renderer-'));
  let programs = { helm: '', kubectl: '' };
  beforeAll(async () => {
    const [helm, kubectl] = await Promise.all([findHelm(), findKubectl()]);
    programs = { helm, kubectl };
    for (const [name, files] of Object.entries(charts)) writeChart(join(root, name), name, files);
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });
  return async (files, more = {}) => {
    const { regions } = await render({
      fqdn: 'x.example.com',
      files: new Map(Object.entries(files)),
      regions: [{ region: 'fsn1', entry: 'fsn1' }],
      cluster: { kubeVersion: '1.34.0', apiVersions: [] },
      tools: toolsOf(root, Object.keys(charts), programs),
      fingerprint: (text) => `hmac-sha256:${Buffer.from(text).toString('hex').slice(0, 16).padEnd(16, '0')}`,
      ...more,
    });
    const [region] = regions;
    if (region === undefined) throw new Error('no region was rendered');
    return region;
  };
}

function writeChart(folder: string, name: string, files: Texts): void {
  const all = { 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`, 'values.yaml': '{}', ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

function toolsOf(
  root: string,
  charts: readonly string[],
  { helm, kubectl }: { readonly helm: string; readonly kubectl: string },
): RenderRequest['tools'] {
  const timeoutSeconds = 60;
  const { findChart } = chartStore({
    root,
    helm,
    timeoutSeconds,
    environment: process.env,
    cacheFolder: join(root, 'cache'),
    localCharts: new Map(charts.map((name) => [name, join(root, name)])),
    subcharts: new Map(),
    offline: true,
  });
  return {
    build: kustomizeBuild({ kubectl, timeoutSeconds }),
    findChart,
    template: steadyTemplate({ helm, timeoutSeconds }),
    server: serverTables(),
  };
}

/** The problems, one a line. */
export function problemsIn({ problems }: RenderedRegion): readonly string[] {
  return problems.map(
    ({ kind, object, field, problem, remedy }) => `${kind} ${object} ${field}: ${problem}. ${remedy}`,
  );
}
