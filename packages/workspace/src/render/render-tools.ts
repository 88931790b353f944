import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ChartReference, type Files, type RenderRequest, type Tools } from '@sovereign-fleet/renderer';
import { type Cache, cacheIn } from '@sovereign-fleet/renderer/cache';
import { chartStore } from '@sovereign-fleet/renderer/chart-store';
import { steadyTemplate } from '@sovereign-fleet/renderer/steady-template';
import { kustomizeBuild } from '@sovereign-fleet/renderer/kustomize';
import { findProgramsOf, versionOfHelm } from '@sovereign-fleet/renderer/programs';
import { serverTables } from '@sovereign-fleet/renderer/server-tables';
import { cachedTemplates } from '@sovereign-fleet/renderer/template-cache';
import { createPrivateFile, writePrivateFileSync } from '@sovereign-fleet/renderer/whole-file';
import { outputFolder } from '@sovereign-fleet/domain';
import { cacheFolderIn } from '../code/cache-folder';
import { standInChart } from '../code/installed';

const timeoutSeconds = 120;

export interface RenderTools {
  readonly tools: Tools;
  /**
   * What is to be said of the programs, where they are not those that the Flux of the record has inside, and of what
   * could not be kept until now.
   */
  readonly notes: () => Promise<readonly string[]>;
  readonly fingerprint: RenderRequest['fingerprint'];
  /** Reads the workspace's charts that a tree names; to be called while programs run. Never rejects. */
  readonly readAhead: (files: Files) => Promise<void>;
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
  const { cacheFolder } = options;
  const own = cacheIn(cacheFolder);
  const key = await fingerprintKey(own);
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
  const cached = cachedTemplates(steadyTemplate({ helm, timeoutSeconds }), {
    folder: join(cacheFolder, 'renders'),
    helmVersion: versionOfHelm(helm),
    key,
    now,
  });
  const readAhead = async (files: Files): Promise<void> => {
    const text = [...files.values()].join('\n');
    const wanted = [...charts.keys()].filter((name) => text.includes(`/${name}\n`));
    await Promise.all(wanted.map((name) => store.readAhead(name)));
  };
  const build = given.build ?? kustomizeBuild({ kubectl, timeoutSeconds });
  const tools = { build, findChart, template: cached.template, server: serverTables() };
  // One disk: the first that was not kept says enough.
  const ofCaches = () => [own, store, cached].flatMap((one) => one.notes()).slice(0, 1);
  const notes = async () => [...(await ofPrograms), ...ofCaches()];
  return { tools, notes, fingerprint, readAhead, started: cached.renderCount };
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

const keyPattern = /^[0-9a-f]{64}$/;

/**
 * From SOVEREIGN_FLEET_FINGERPRINT_KEY, so that machines agree; else one of this machine, made once. Where it cannot be
 * kept, fingerprints are those of this run.
 */
async function fingerprintKey(cache: Cache): Promise<string> {
  const given = process.env['SOVEREIGN_FLEET_FINGERPRINT_KEY'];
  if (given !== undefined && given !== '') return given;
  return cache.write((folder) => {
    const file = join(folder, 'fingerprint-key');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!existsSync(file)) makeKey(file);
    const kept = readFileSync(file, 'utf8');
    if (keyPattern.test(kept)) return Promise.resolve(kept);
    // A machine that lost its power: what is hidden by a short key can be found out.
    writePrivateFileSync(file, newKey());
    return Promise.resolve(readFileSync(file, 'utf8'));
  });
}

function makeKey(file: string): void {
  try {
    createPrivateFile(file, newKey());
  } catch (error) {
    if (!existsSync(file)) throw error; // else another process was first
  }
}

function newKey(): string {
  return randomBytes(32).toString('hex');
}
