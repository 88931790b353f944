import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { noTexts } from './no-texts';
import type { Tools } from '../contract/ports';
import type { RenderedRegion } from '../contract/rendered';
import { steadyTemplate } from '../programs/steady-template';
import { kustomizeBuild } from '../programs/kustomize';
import { findHelm, findKubectl } from '../programs/programs';
import { serverTables } from '../schemas/node';
import { cachedTemplates } from '../programs/template-cache';
import { render } from '../render';

// For tests: a tree with Secrets, rendered with real Helm and kustomize, and what is left of them in the cache.

const fingerprint = (text: string) =>
  `hmac-sha256:${createHmac('sha256', 'key').update(text).digest('hex').slice(0, 16)}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
/** What is shown in the place of a secret text. */
export const markOf = (text: string) => fingerprint(base64(text));

export const secret = (name: string, data: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'flux-system' }, stringData: data });
export const configMap = (name: string, data: Readonly<Record<string, string>>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'flux-system' }, data });
export const flux = (name: string, spec: object) =>
  JSON.stringify({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: {
      interval: '1h',
      path: `./${name}`,
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      ...spec,
    },
  });
/** The HelmRelease app with its source. */
export const release = (spec: object) =>
  [
    JSON.stringify({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'app', namespace: 'flux-system' },
      spec: { interval: '1h', url: 'oci://registry.example/app', ref: { tag: '1.2.3' } },
    }),
    JSON.stringify({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'app', namespace: 'flux-system' },
      spec: { interval: '1h', chartRef: { kind: 'OCIRepository', name: 'app' }, ...spec },
    }),
  ].join('\n---\n');

/** The spec of a Kustomization with the variables of the Secret `vars`. */
export const fromSecret = { postBuild: { substituteFrom: [{ kind: 'Secret', name: 'vars' }] } };

interface SecretRender {
  readonly region: RenderedRegion;
  /** The contents of the cache of renders. */
  readonly kept: readonly string[];
  /** Every text in which a secret could be shown: the region and the cache. */
  readonly all: string;
}

type Texts = Readonly<Record<string, string>>;

/** Renders a tree. All its releases use one chart with these templates. */
type RenderSecrets = (files: Texts, templates?: Texts) => Promise<SecretRender>;

/** Renders with the real programs, which are found before the tests of the suite. */
export function renderWithPrograms(): RenderSecrets {
  let folder = '';
  let programs = { helm: '', kubectl: '' };
  let charts = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'render-secrets-'));
    programs = { helm: await findHelm(), kubectl: await findKubectl() };
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return async (files, templates = {}) => {
    charts += 1;
    const chart = join(folder, `chart-${charts}`);
    writeChart(chart, templates);
    const cache = join(folder, `renders-${charts}`);
    const region = await renderTree(files, toolsWith({ ...programs, chart, cache }));
    const kept = readdirSync(cache).map((name) => readFileSync(join(cache, name), 'utf8'));
    return { region, all: `${JSON.stringify(region)}\n${kept.join('\n')}`, kept };
  };
}

function writeChart(path: string, templates: Texts): void {
  for (const [file, text] of Object.entries({
    'Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.2.3\n',
    ...Object.fromEntries(Object.entries(templates).map(([file, text]) => [`templates/${file}`, text])),
  })) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
}

interface Paths {
  readonly helm: string;
  readonly kubectl: string;
  readonly chart: string;
  readonly cache: string;
}

const appChart = { name: 'app', version: '1.2.3', origin: 'workspace', standIns: [], texts: noTexts } as const;

function toolsWith({ helm, kubectl, chart: path, cache }: Paths): Tools {
  const { template } = cachedTemplates(steadyTemplate({ helm, timeoutSeconds: 60 }), {
    folder: cache,
    helmVersion: Promise.resolve({ ok: true, value: 'v4' }),
    key: 'key',
    now: new Date(),
  });
  return {
    build: kustomizeBuild({ kubectl, timeoutSeconds: 60 }),
    findChart: () =>
      Promise.resolve({
        ok: true,
        value: { ...appChart, path, digest: `sha256:${path}` },
      }),
    template,
    server: serverTables(),
  };
}

async function renderTree(files: Texts, tools: Tools): Promise<RenderedRegion> {
  const { regions } = await render({
    fqdn: 'x.example.com',
    files: new Map(Object.entries(files)),
    regions: [{ region: 'fsn1', entry: 'entry' }],
    cluster: { kubeVersion: '1.34.0', apiVersions: [] },
    tools,
    fingerprint,
  });
  const [region = { region: '', objects: [], releases: [], problems: [] }] = regions;
  return region;
}

/** The data of a ConfigMap that was rendered. */
export const dataOf = ({ objects }: RenderedRegion, name: string) =>
  objects.find(({ object }) => object.kind === 'ConfigMap' && object.metadata.name === name)?.object['data'];

/** The problems and remedies, one a line. */
export const problemLines = ({ problems }: RenderedRegion) =>
  problems.map(({ kind, object, field, problem, remedy }) => `${kind}: ${object} ${field}: ${problem}. ${remedy}.`);
