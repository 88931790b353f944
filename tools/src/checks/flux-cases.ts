import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJsonMap, type Json, regionFolder, sovereignsFolder } from '@sovereign-fleet/domain';
import { review, type Review } from '@sovereign-fleet/policy';
import { isHarmless, type Rendered, type RenderedObject, type RenderedRegion, render } from '@sovereign-fleet/renderer';
import { chartStore } from '@sovereign-fleet/renderer/chart-store';
import { helmTemplate } from '@sovereign-fleet/renderer/helm';
import { kustomizeBuild } from '@sovereign-fleet/renderer/kustomize';
import { readTree } from '@sovereign-fleet/renderer/node';
import { serverTables } from '@sovereign-fleet/renderer/server-tables';
import { findProgramsOf } from '@sovereign-fleet/renderer/programs';
import { printJson } from '@sovereign-fleet/go-text';

// Inputs with the values that Flux would apply: folders with a tree, its charts, and what is right (expected.json).

/** An object that has to be there, or must not be, with values by JSON pointer. */
interface SaidObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Of what applies it: `HelmRelease apps/web`. */
  readonly by?: string;
  readonly values?: Readonly<Record<string, Json>>;
  readonly absent?: readonly string[];
}

interface SaidFinding {
  readonly rule: string;
  readonly object?: string;
}

export interface FluxCase {
  readonly title: string;
  readonly fluxVersion?: string;
  readonly kubeVersion?: string;
  readonly expect?: {
    readonly objects?: readonly SaidObject[];
    readonly missing?: readonly SaidObject[];
    readonly refused?: boolean;
    /** Regular expressions on problems that have to be there. */
    readonly problems?: readonly { readonly object: string; readonly problem: string }[];
  };
  readonly review?: {
    readonly changes?: readonly {
      readonly kind: string;
      readonly object: string;
      readonly paths?: readonly string[];
    }[];
    readonly findings?: readonly SaidFinding[];
    readonly silent?: readonly SaidFinding[];
  };
}

const fqdn = 'demo.example.com';
const region = 'fsn1';

/** The case in a folder. */
export function readCase(folder: string): FluxCase {
  return JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as FluxCase;
}

/** The names of the cases that are there. */
export function namesOfCases(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expected.json')))
    : [];
}

/** What is wrong with the render and the review of a case, a line each: nothing, if all is right. */
export async function wrongIn(folder: string): Promise<readonly string[]> {
  const said = readCase(folder);
  const rendered = await renderCase(folder, said, { tree: 'tree', charts: 'charts' });
  const wrong = wrongInRender(said, regionOf(rendered));
  if (said.review === undefined) return wrong;
  const hasBase = existsSync(join(folder, 'base'));
  const baseCharts = existsSync(join(folder, 'base-charts')) ? 'base-charts' : 'charts';
  const base = hasBase ? await renderCase(folder, said, { tree: 'base', charts: baseCharts }) : undefined;
  return [...wrong, ...wrongInReview(said, reviewCase(rendered, base))];
}

async function renderCase(
  folder: string,
  { fluxVersion, kubeVersion = '1.34.0' }: FluxCase,
  { tree, charts }: { readonly tree: string; readonly charts: string },
): Promise<Rendered> {
  const { helm, kubectl } = await findProgramsOf(fluxVersion);
  const read = readTree(join(folder, tree), sovereignsFolder);
  if (!read.ok) throw new Error(read.reason);
  const chartsFolder = join(folder, charts);
  const names = existsSync(chartsFolder) ? readdirSync(chartsFolder) : [];
  const timeoutSeconds = 60;
  const { findChart } = chartStore({
    root: join(folder, tree),
    helm,
    timeoutSeconds,
    environment: process.env,
    cacheFolder: mkdtempSync(join(tmpdir(), 'flux-cases-')),
    localCharts: new Map(names.map((name) => [name, join(chartsFolder, name)])),
    subcharts: new Map(),
    offline: true,
  });
  return render({
    fqdn,
    ...read.value,
    regions: [{ region, entry: regionFolder(fqdn, region) }],
    fluxVersion,
    cluster: { kubeVersion, apiVersions: [] },
    tools: {
      build: kustomizeBuild({ kubectl, timeoutSeconds }),
      findChart,
      template: helmTemplate({ helm, timeoutSeconds }),
      server: serverTables(),
    },
    fingerprint: (text) => `hmac-sha256:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
  });
}

function regionOf({ regions: [first] }: Rendered): RenderedRegion {
  if (first === undefined) throw new Error('no region was rendered');
  return first;
}

function wrongInRender({ expect = {} }: FluxCase, { objects, problems }: RenderedRegion): readonly string[] {
  const told = problems.map(({ kind, object, field, problem }) => `${kind}: ${object} ${field}: ${problem}`);
  const failed = problems.filter((problem) => !isHarmless(problem));
  const { objects: there = [], missing = [], refused = false, problems: expected = [] } = expect;
  const unexpected = failed.filter((one) => !expected.some((said) => matches(said, one)));
  return [
    ...there.flatMap((said) => wrongInObject(said, objects)),
    ...missing
      .filter((said) => objectsOf(said, objects).length > 0)
      .map((said) => `${titleOf(said)}: must not be there`),
    ...(refused && failed.length === 0 ? ['Flux refuses it, and no problem says so'] : []),
    ...(!refused && unexpected.length > 0 ? [`Flux has no such problem: ${told.join('; ')}`] : []),
    ...expected
      .filter((one) => !problems.some((problem) => matches(one, problem)))
      .map((one) => `no problem matches ${JSON.stringify(one)}: ${told.join('; ')}`),
  ];
}

function matches(
  said: { readonly object: string; readonly problem: string },
  told: { readonly object: string; readonly problem: string },
): boolean {
  return new RegExp(said.object, 'i').test(told.object) && new RegExp(said.problem, 'i').test(told.problem);
}

function titleOf({ kind, name }: SaidObject): string {
  return `${kind} ${name}`;
}

function objectsOf(said: SaidObject, objects: readonly RenderedObject[]): readonly RenderedObject[] {
  return objects.filter(
    ({ object, namespace, appliedBy: by }) =>
      object.kind === said.kind &&
      object.metadata.name === said.name &&
      (said.namespace ?? namespace) === namespace &&
      (said.by ?? `${by.kind} ${by.namespace}/${by.name}`) === `${by.kind} ${by.namespace}/${by.name}`,
  );
}

function wrongInObject(said: SaidObject, objects: readonly RenderedObject[]): readonly string[] {
  const [found] = objectsOf(said, objects);
  if (found === undefined) return [`${titleOf(said)}: is not there`];
  const wrong = Object.entries(said.values ?? {}).filter(([pointer, value]) => !isSaid(valueAt(found, pointer), value));
  return [
    ...wrong.map(([pointer, value]) => {
      const got = printJson(valueAt(found, pointer));
      return `${titleOf(said)} ${pointer}: wanted ${JSON.stringify(value)}, got ${got}`;
    }),
    ...(said.absent ?? [])
      .filter((pointer) => valueAt(found, pointer) !== undefined)
      .map((pointer) => `${titleOf(said)} ${pointer}: must not be there`),
  ];
}

/** The value at a JSON pointer (RFC 6901). */
function valueAt({ object }: RenderedObject, pointer: string): unknown {
  const steps = pointer.split('/').slice(1);
  return steps.reduce<unknown>((at, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  }, object);
}

function isSaid(got: unknown, said: Json): boolean {
  if (isJsonMap(said) && said['$number'] !== undefined)
    return typeof got !== 'string' && String(got) === said['$number'];
  if (typeof said === 'string' && said.startsWith('re:')) return new RegExp(said.slice(3)).test(String(got));
  return printJson(got) === printJson(said);
}

function reviewCase(rendered: Rendered, base: Rendered | undefined): Review {
  const kit = { name: 'demo', source: 'kit.ts', slots: [], parameters: {}, secrets: {}, objects: {} };
  const regions = [{ key: region, role: 'primary' as const, canonicalLabel: region }];
  const mirror = { registryMirror: '', mirroredRegistries: {} };
  const subject = { name: 'demo', source: 'sovereign.ts', fqdn, environment: 'prod' as const, ...mirror, kit };
  return review({ ...subject, regions, rendered }, base === undefined ? {} : { base: { rendered: base } });
}

function wrongInReview({ review: said = {} }: FluxCase, { findings, comparison = [] }: Review): readonly string[] {
  const changes = comparison.flatMap((one) => one.changes);
  const lineOf = (kind: string, object: string, paths: readonly string[]): string => [kind, object, ...paths].join(' ');
  const got = changes
    .map(({ kind, object, fields }) => lineOf(kind, object, kind === 'changed' ? fields.map(({ path }) => path) : []))
    .sort();
  const wanted = said.changes?.map(({ kind, object, paths = [] }) => lineOf(kind, object, paths)).sort();
  const isThere = ({ rule, object }: SaidFinding): boolean =>
    findings.some((one) => one.rule === rule && (object ?? one.object) === one.object);
  return [
    ...(wanted !== undefined && got.join('\n') !== wanted.join('\n')
      ? [`changes: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`]
      : []),
    ...(said.findings ?? []).filter((one) => !isThere(one)).map((one) => `no finding ${JSON.stringify(one)}`),
    ...(said.silent ?? []).filter(isThere).map((one) => `finding that should not be: ${JSON.stringify(one)}`),
  ];
}
