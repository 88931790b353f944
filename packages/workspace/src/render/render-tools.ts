import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ChartReference, type Files, type RenderRequest, type Tools } from '@sovereign-fleet/renderer';
import { chartStore } from '@sovereign-fleet/renderer/chart-store';
import { steadyTemplate } from '@sovereign-fleet/renderer/steady-template';
import { kustomizeBuild } from '@sovereign-fleet/renderer/kustomize';
import { findProgramsOf, versionOfHelm } from '@sovereign-fleet/renderer/programs';
import { serverTables } from '@sovereign-fleet/renderer/server-tables';
import { cachedTemplates } from '@sovereign-fleet/renderer/template-cache';
import { temporaryFolder } from '@sovereign-fleet/renderer/temporary-folder';
import { createPrivateFile } from '@sovereign-fleet/renderer/whole-file';
import { outputFolder } from '@sovereign-fleet/domain';
import { cacheFolderIn } from '../code/cache-folder';
import { standInChart } from '../code/installed';

const timeoutSeconds = 120;

export interface RenderTools {
  readonly tools: Tools;
  /** What is to be said of the programs, where they are not those that the Flux of the record has inside. */
  readonly notes: readonly string[];
  readonly fingerprint: RenderRequest['fingerprint'];
  /** Reads the workspace's charts that a tree names; to be called while programs run. */
  readonly readAhead: (files: Files) => void;
  /** How many charts Helm really rendered so far. */
  readonly started: () => number;
}

interface RenderToolsOptions {
  /** The checkout with the charts. */
  readonly root: string;
  /** Where charts and renders are kept between runs. */
  readonly cacheFolder: string;
  readonly offline: boolean;
  readonly fluxVersion: string | undefined;
  readonly now: Date;
  /** Builds of a run with other charts, which are the same: kustomize reads no chart. */
  readonly build?: Tools['build'];
}

export interface ToolOptions {
  readonly offline?: boolean;
  /** Of the record: it decides which programs render. */
  readonly fluxVersion?: string | undefined;
}

/**
 * The real programs and caches, for one run, with the charts of the workspace. Throws where helm or kubectl cannot be
 * had.
 */
export function toolsFor({ offline = false, fluxVersion }: ToolOptions, workspace: string): Promise<RenderTools> {
  const cacheFolder = cacheFolderIn(workspace);
  return renderTools({ root: workspace, cacheFolder, offline, fluxVersion, now: new Date() });
}

/** Gives the tools of a workspace for each set of options once, for all Sovereigns of a process. */
export function toolsOnce(workspace: string): (options: ToolOptions) => Promise<RenderTools> {
  return oncePerOptions((options) => toolsFor(options, workspace));
}

/** Works once for each set of options. */
export function oncePerOptions<Made>(make: (options: ToolOptions) => Made): (options: ToolOptions) => Made {
  const known = new Map<string, Made>();
  return ({ offline = false, fluxVersion }) => {
    const key = JSON.stringify([offline, fluxVersion]);
    const made = known.get(key) ?? make({ offline, fluxVersion });
    known.set(key, made);
    return made;
  };
}

/** The same with the charts of another checkout. Builds are shared with the workspace's own. */
export function toolsForCheckout(
  { offline = false, fluxVersion }: ToolOptions,
  { workspace, checkout, own }: { readonly workspace: string; readonly checkout: string; readonly own: RenderTools },
): Promise<RenderTools> {
  const cacheFolder = cacheFolderIn(workspace);
  return renderTools({ root: checkout, cacheFolder, offline, fluxVersion, now: new Date(), build: own.tools.build });
}

async function renderTools(options: RenderToolsOptions): Promise<RenderTools> {
  const { root, offline, fluxVersion, now, ...given } = options;
  const { helm, kubectl, notes: ofPrograms } = await findProgramsOf(fluxVersion);
  const { folder: cacheFolder, key, notes: ofCache } = usableCache(options.cacheFolder);
  const notes = [...ofPrograms, ...ofCache];
  const fingerprint = (text: string) =>
    `hmac-sha256:${createHmac('sha256', key).update(text).digest('hex').slice(0, 16)}`;
  const charts = localCharts(root);
  const store = chartStore({
    root,
    helm,
    timeoutSeconds,
    environment: process.env,
    cacheFolder: join(cacheFolder, 'charts'),
    localCharts: charts,
    subcharts: subcharts(root, offline),
    offline,
  });
  // A chart in the fleet repository is named from that repository's root.
  const findChart: Tools['findChart'] = (reference) =>
    store.findChart(reference.kind === 'folder' ? inOutputFolder(reference) : reference);
  const { template, renderCount } = cachedTemplates(steadyTemplate({ helm, timeoutSeconds }), {
    folder: join(cacheFolder, 'renders'),
    helmVersion: versionOfHelm(helm),
    key,
    now,
  });
  const readAhead = (files: Files): void => {
    const text = [...files.values()].join('\n');
    for (const name of charts.keys()) if (text.includes(`/${name}\n`)) store.readAhead(name);
  };
  const build = given.build ?? kustomizeBuild({ kubectl, timeoutSeconds });
  const tools = { build, findChart, template, server: serverTables() };
  return { tools, notes, fingerprint, readAhead, started: renderCount };
}

interface UsableCache {
  readonly folder: string;
  /** Of fingerprints. */
  readonly key: string;
  readonly notes: readonly string[];
}

/**
 * The folder of the caches, or one for this run alone where a part of it cannot be written, as after a run of another
 * person. Then this is said, since charts are pulled again, and fingerprints are those of this run.
 */
function usableCache(folder: string): UsableCache {
  try {
    for (const part of ['.', 'charts', 'renders']) probe(join(folder, part));
    return { folder, key: fingerprintKey(folder), notes: [] };
  } catch (error) {
    const { path: own } = temporaryFolder('sovereign-fleet-cache-'); // the end of this process removes it
    const reason = error instanceof Error ? error.message : String(error);
    const note = `the cache cannot be written, so nothing of this run is kept: ${reason}`;
    return { folder: own, key: fingerprintKey(own), notes: [note] };
  }
}

/** Throws where no file can be made in a folder. The caches make it themselves where it is not there yet. */
function probe(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  temporaryFolder('probe-', folder).remove();
}

type FolderReference = Extract<ChartReference, { kind: 'folder' }>;

/** A path has no `..` left in it, so it stays in the repository. */
function inOutputFolder({ path, valuesFiles = [], ...reference }: FolderReference): FolderReference {
  const files = valuesFiles.map((file) => `${outputFolder}/${file}`);
  return { ...reference, path: `${outputFolder}/${path}`, ...(files.length === 0 ? {} : { valuesFiles: files }) };
}

/**
 * What is taken for the vcluster chart: what VCLUSTER_CHART names, else the real one from its repository; where that is
 * not set, the stand-in offline (docs/decisions/0012). No online run falls back to it: a path asks for it by name.
 */
function subcharts(root: string, offline: boolean): ReadonlyMap<string, string> {
  const given = process.env['VCLUSTER_CHART'] ?? '';
  if (given === 'download' || (given === '' && !offline)) return new Map();
  return new Map([['vcluster', given === '' ? standInChart(root) : resolve(given)]]);
}

/** Every chart of the workspace, by the name of its folder. */
function localCharts(root: string): ReadonlyMap<string, string> {
  const charts = join(root, 'charts');
  const names = existsSync(charts) ? readdirSync(charts) : [];
  const withChart = names.filter((name) => existsSync(join(charts, name, 'Chart.yaml')));
  return new Map(withChart.map((name) => [name, join(charts, name)]));
}

/** From SOVEREIGN_FLEET_FINGERPRINT_KEY, so that machines agree; else one of this machine, made once. */
function fingerprintKey(cacheFolder: string): string {
  const given = process.env['SOVEREIGN_FLEET_FINGERPRINT_KEY'];
  if (given !== undefined && given !== '') return given;
  const file = join(cacheFolder, 'fingerprint-key');
  if (!existsSync(file)) makeKey(file);
  return readFileSync(file, 'utf8');
}

function makeKey(file: string): void {
  try {
    createPrivateFile(file, randomBytes(32).toString('hex'));
  } catch (error) {
    if (!existsSync(file)) throw error; // else another process was first
  }
}
