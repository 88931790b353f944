// For tests: the charts of the vCluster slots, rendered by real Helm.
import { nodeLabel } from '@sovereign-fleet/domain';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { compileSpec } from './real-kit';
import { canFetchTools, findHelm } from '@sovereign-fleet/renderer/programs';
import { workspaceRoot } from '../workspace';

export const chartsFolder = join(workspaceRoot, 'charts');
export const blocks = ['dmz', 'mgmt', 'rtz'] as const;
export type Block = (typeof blocks)[number];

/** Linux on x64 fetches a helm; elsewhere a person has to have one. */
export const whereHelmRuns =
  canFetchTools || process.env['SOVEREIGN_FLEET_HELM'] !== undefined ? describe : describe.skip;

export const realChart = process.env['VCLUSTER_CHART'] ?? '';

/** For the title of a test: what it ran on. */
export const subchart =
  realChart === '' ? 'the STAND-IN for the vcluster chart' : `the vcluster chart of VCLUSTER_CHART=${realChart}`;

/** A Kubernetes object as far as these tests look into it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: unknown;
}

export interface Release {
  readonly helm: string;
  /** Folder of the chart. */
  readonly chart: string;
  readonly name: string;
  readonly namespace: string;
  readonly values?: unknown;
  readonly flags?: readonly string[];
}

export type Rendered =
  { readonly objects: readonly KubernetesObject[]; readonly text: string } | { readonly refusal: string };

/** What "helm template" makes of a release: its objects, or what it says on standard error. */
export function template({ helm, chart, name, namespace, values = {}, flags = [] }: Release): Rendered {
  const args = ['template', name, chart, '--namespace', namespace, '--values', '-', ...flags];
  const { status, stdout, stderr } = spawnSync(helm, args, { encoding: 'utf8', input: JSON.stringify(values) });
  if (status !== 0) return { refusal: stderr };
  return { objects: objectsIn(stdout), text: stdout };
}

export function objectsIn(text: string): readonly KubernetesObject[] {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject | null);
  return objects.filter((object) => object !== null);
}

export function objectsOf(rendered: Rendered): readonly KubernetesObject[] {
  if ('refusal' in rendered) throw new Error(rendered.refusal);
  return rendered.objects;
}

/** What a chart says is wrong, without what Helm says around it; all that Helm says where it was not the chart. */
export function refusalOf(rendered: Rendered): string {
  if (!('refusal' in rendered)) throw new Error(`It renders:\n${rendered.text}`);
  const [, problems] =
    /templates\/before\/subcharts\/problems\.yaml:\S+ \n(.*)\n\nUse --debug/s.exec(rendered.refusal) ?? [];
  return problems ?? rendered.refusal.trim();
}

/** Copies the chart of each block to a folder in which its subchart is. */
export function assembleCharts(helm: string): { readonly charts: Readonly<Record<Block, string>>; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'sovereign-fleet-charts-'));
  const charts = { dmz: join(folder, 'dmz'), mgmt: join(folder, 'mgmt'), rtz: join(folder, 'rtz') };
  for (const block of blocks) {
    const args = [join(chartsFolder, `bp-${block}-vcluster`), charts[block]];
    execFileSync(join(chartsFolder, 'testdata/assemble.sh'), args, {
      env: { ...process.env, SOVEREIGN_FLEET_HELM: helm },
      stdio: 'pipe',
    });
  }
  return {
    charts,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

interface ChartsUnderTest {
  readonly helm: string;
  readonly charts: Readonly<Record<Block, string>>;
}

/** Helm and the assembled charts for the tests of a `describe`: there when they run, removed afterwards. */
export function useAssembledCharts(): ChartsUnderTest {
  const underTest = { helm: '', charts: { dmz: '', mgmt: '', rtz: '' } };
  let remove: () => void;
  beforeAll(async () => {
    underTest.helm = await findHelm();
    const assembled = assembleCharts(underTest.helm);
    Object.assign(underTest.charts, assembled.charts);
    remove = assembled.remove;
  });
  afterAll(() => {
    remove();
  });
  return underTest;
}

export const label = 'hz-fsn-rtz-prod';

/** The least that turns a chart on. */
export function leastValues(block: Block): Readonly<Record<string, unknown>> {
  const scheduling = { nodeSelector: { [nodeLabel]: label } };
  return {
    [`${block}Vcluster`]: { enabled: true, regionLabel: label },
    vcluster: { controlPlane: { statefulSet: { scheduling } } },
  };
}

/** What vCluster reads when it runs: the values of the subchart, in a Secret. */
export function vclusterConfig(objects: readonly KubernetesObject[]): Readonly<Record<string, unknown>> {
  const secret = objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name.startsWith('vc-config-'));
  return parse(Buffer.from(secret?.data?.['config.yaml'] ?? '', 'base64').toString()) as Record<string, unknown>;
}

export function one(objects: readonly KubernetesObject[], kind: string): KubernetesObject {
  const [object, ...more] = objects.filter((candidate) => candidate.kind === kind);
  if (object === undefined || more.length > 0) throw new Error(`There is not exactly one ${kind}`);
  return object;
}

/** Where the chart vcluster 0.20.0 has the images that it can pull, if not all of its parts are on. */
export const imagePaths = [
  'controlPlane.statefulSet.image',
  'controlPlane.distro.k8s.apiServer.image',
  'controlPlane.distro.k8s.controllerManager.image',
  'controlPlane.distro.k8s.scheduler.image',
  'controlPlane.backingStore.etcd.deploy.statefulSet.image',
  'controlPlane.coredns.deployment.image',
  'sync.toHost.pods.rewriteHosts.initContainer.image',
];

/** Every image of a vCluster: of its pod, and of what it reads when it runs. */
export function imagesOf(objects: readonly KubernetesObject[]): readonly string[] {
  const { template: pod } = one(objects, 'StatefulSet').spec as {
    readonly template: {
      readonly spec: Readonly<Record<'containers' | 'initContainers', { readonly image: string }[]>>;
    };
  };
  const config: unknown = vclusterConfig(objects);
  const atRunTime = imagePaths.map((path) => {
    const image = path.split('.').reduce((value, key) => (value as Record<string, unknown>)[key], config);
    if (typeof image === 'string') return image;
    const { registry, repository, tag } = image as Readonly<Record<string, string>>;
    return `${registry ?? ''}/${repository ?? ''}:${tag ?? ''}`;
  });
  return [...[...pod.spec.initContainers, ...pod.spec.containers].map(({ image }) => image), ...atRunTime];
}

/** The values that Flux hands to the chart of a slot, with the region's substitutes filled in as Flux does. */
export function slotValues(block: Block, substitutes: Readonly<Record<string, string>>): unknown {
  const fqdn = 'acme.example.com';
  const tree = compileSpec({
    fqdn,
    environment: 'prod',
    regions: [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }],
  });
  const [, text = ''] = [...tree].find(([path]) => path.endsWith(`-${block}-vcluster.yaml`)) ?? [];
  const release = text.split('\n---\n').find((document) => document.includes('kind: HelmRelease')) ?? '';
  const filled = release.replace(/\$\{(\w+)\}/g, (_, name: string) => substitutes[name] ?? 'filled');
  return (parse(filled, { version: '1.1' }) as { readonly spec: { readonly values: unknown } }).spec.values;
}
