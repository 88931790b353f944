import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { outputFolder } from '@sovereign-fleet/domain';
import { specFile } from '@sovereign-fleet/workspace/project';
import { nx, writeFiles } from '@sovereign-fleet/workspace/testing';
import { busySeconds, logPrograms, type LoggedPrograms } from '../fleet/logged-programs';
import {
  commitAll,
  distinctRendersOf,
  makeInstalledWideWorkspace,
  makeWideWorkspace,
  trivialProjects,
} from '../fleet/wide-workspace';
import { repository } from '../fleet/repository';
import { demand, takeInTurn } from '../results/repetitions';
import { type Row, verdict } from '../results/table';

const mostSeconds = 2;

/** The slot of which one value is changed, and what is changed in its row. */
const changed = { slot: 'bp-keda', file: 'kits/wide/slots/33-keda.ts', from: "cpu: '100m'", to: "cpu: '150m'" };

/** What one Sovereign says of its own. */
const touched = {
  file: specFile('sovereign-0001'),
  from: 'networksGiven: 3',
  to: "networksGiven: 3,\n  overrides: { 'bp-keda': { resources: { limits: { memory: '2Gi' } } } }",
};
const mostBeside = 3;

/** Rows 10, 12, 12t and 12ti: Nx over many Sovereigns of the kit of forty slots. */
export async function workspaceRows(temporary: string, sovereigns: number): Promise<readonly Row[]> {
  const root = join(temporary, 'fleet');
  makeWideWorkspace(root, sovereigns);
  demand(nx(root, 'sync').status === 0, 'the workspace compiles');
  commitAll(root, 'A fleet');
  const graph = graphRow(root, join(temporary, 'trivial'), sovereigns);
  const programs = await logPrograms(join(temporary, 'programs'));
  try {
    const value = valueRow(root, programs, sovereigns);
    const fromSource = touchedRow({ number: '12t', how: 'from source', root, programs, sovereigns });
    const installed = installedTouchedRow(join(temporary, 'installed'), programs, sovereigns);
    return [graph, value, fromSource, installed];
  } finally {
    programs.stop();
  }
}

function graphRow(root: string, other: string, sovereigns: number): Row {
  writeFiles(other, trivialProjects(sovereigns));
  symlinkSync(join(repository, 'node_modules'), join(other, 'node_modules'));
  // Nx looks at each file of a workspace, whatever projects are made of.
  cpSync(join(root, outputFolder), join(other, outputFolder), { recursive: true });
  const show = (folder: string) => {
    const start = performance.now();
    const { status, output } = nx(folder, 'show', 'projects');
    demand(status === 0 && output.split('\n').length > sovereigns, 'Nx lists the projects');
    return (performance.now() - start) / 1000;
  };
  for (const folder of [root, other]) show(folder); // makes its caches
  const { ours, trivial } = takeInTurn(5, { ours: () => show(root), trivial: () => show(other) });
  const [best, reference] = [Math.min(...ours), Math.min(...trivial)];
  return {
    number: '10',
    claim:
      `wall time, best of 5: nx show projects of ${sovereigns} Sovereigns / ` +
      'of as many projects without a plugin, beside the same trees',
    ours: `${best.toFixed(2)} s`,
    reference: `${reference.toFixed(2)} s`,
    result: `${(best - reference).toFixed(2)} s more`,
    bound: `at most ${mostSeconds} s more`,
    holds: verdict(best - reference <= mostSeconds),
  };
}

function valueRow(root: string, programs: LoggedPrograms, sovereigns: number): Row {
  process.stderr.write(`render ${sovereigns} x 3 x 40, for the first time\n`);
  demand(nx(root, 'run-many', '-t', 'render', '--offline').status === 0, 'all is rendered');
  const before = programs.runs().length;
  change(root, changed);
  process.stderr.write('one value of one slot is changed: affected render and review\n');
  const run = runAffected(root);
  demandResults(root, sovereigns);
  const starts = programs
    .runs()
    .slice(before)
    .filter(({ program }) => program === 'helm');
  demand(
    starts.every(({ args }) => args.endsWith(`/charts/${changed.slot}`)),
    'nothing else is rendered',
  );
  const distinct = distinctRendersOf(root, changed.slot);
  const of = `${sovereigns} x 3 x 40`;
  return {
    number: '12',
    claim:
      `starts of helm: one value of a slot changed, nx affected -t render review of ${of} / distinct releases of ` +
      `it (${runText(run)})`,
    ours: String(starts.length),
    reference: String(distinct),
    result: `${starts.length - distinct} more`,
    bound: 'not more',
    holds: verdict(starts.length === distinct),
  };
}

interface TouchedFleet {
  readonly number: string;
  /** How its workspace has our packages. */
  readonly how: 'from source' | 'installed';
  readonly root: string;
  readonly programs: LoggedPrograms;
  readonly sovereigns: number;
}

/** One Sovereign says a value of its own: what a change of one costs in a fleet of many. */
function touchedRow({ number, how, root, programs, sovereigns }: TouchedFleet): Row {
  commitAll(root, 'Another value');
  change(root, touched);
  const before = programs.runs().length;
  process.stderr.write('one Sovereign is changed: affected render and review\n');
  const run = runAffected(root);
  const busy = busySeconds(programs.runs().slice(before));
  demand(busy > 0, 'its programs run');
  return {
    number,
    claim:
      `wall time, ${how}: one Sovereign of ${sovereigns} changed, nx affected -t render review / ` +
      `of which its programs run (${runText(run)})`,
    ours: `${run.seconds.toFixed(1)} s`,
    reference: `${busy.toFixed(1)} s`,
    result: `${(run.seconds - busy).toFixed(1)} s more`,
    bound: `at most ${mostBeside} s more`,
    holds: verdict(run.seconds - busy <= mostBeside),
  };
}

/** The same with the packages that people install. */
function installedTouchedRow(root: string, programs: LoggedPrograms, sovereigns: number): Row {
  const number = '12ti';
  const failure = makeInstalledWideWorkspace(root, sovereigns);
  if (failure !== undefined) {
    process.stderr.write(`${failure}\n`);
    const reference = 'nothing can be installed';
    return { number, claim: '', ours: '', reference, result: '', bound: '', holds: 'NOT MEASURED' };
  }
  demand(nx(root, 'sync').status === 0, 'the workspace compiles');
  demand(nx(root, 'run-many', '-t', 'render', '--offline').status === 0, 'all is rendered');
  return touchedRow({ number, how: 'installed', root, programs, sovereigns });
}

interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Changes a file as a person does, and compiles. */
function change(root: string, { file, from, to }: Change): void {
  const text = readFileSync(join(root, file), 'utf8');
  demand(text.includes(from), `${file} says what is changed`);
  writeFileSync(join(root, file), text.replace(from, to));
  demand(nx(root, 'sync').status === 0, 'the workspace compiles again');
}

/** What one run of Nx took. */
interface NxRun {
  /** Wall time. */
  readonly seconds: number;
  readonly processes: readonly NodeProcess[];
}

interface NodeProcess {
  /** Of its script. */
  readonly name: string;
  /** The most memory that it had, in MiB. */
  readonly peak: number;
  /** User and system time of it, in seconds. */
  readonly cpu: number;
}

function runText({ seconds, processes }: NxRun): string {
  const textOf = (title: string, name: string) => {
    const own = processes.filter((one) => one.name === name);
    const peak = Math.max(...own.map((one) => one.peak));
    const cpu = own.reduce((sum, one) => sum + one.cpu, 0);
    return `${title} ${cpu.toFixed(0)} s of CPU and ${peak.toFixed(0)} MiB`;
  };
  return `${seconds.toFixed(0)} s: ${textOf('Nx', 'nx.js')}, ${textOf('its batch', 'run-batch.js')}`;
}

/** Reviews find that the small charts make no vClusters; what counts here is that all of them are written. */
function runAffected(root: string): NxRun {
  const peaks = join(root, 'dist/peaks');
  writeFiles(root, { 'node_modules/.peak.cjs': peakScript(peaks), 'dist/peaks': '' });
  const env = {
    ...process.env,
    NODE_OPTIONS: `--require ${join(root, 'node_modules/.peak.cjs')}`,
    NX_DAEMON: 'false',
    NX_BASE: 'main',
    NO_COLOR: '1',
  };
  const args = ['affected', '-t', 'render', 'review', '--offline'];
  const start = performance.now();
  spawnSync(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args], {
    cwd: root,
    env,
    maxBuffer: Infinity,
  });
  const seconds = (performance.now() - start) / 1000;
  const lines = readFileSync(peaks, 'utf8').trim().split('\n');
  return { seconds, processes: lines.map((line) => JSON.parse(line) as NodeProcess) }; // as the script has it
}

function demandResults(root: string, sovereigns: number): void {
  const objects = readFileSync(join(root, 'dist/render/sovereign-0001/fsn1/objects.yaml'), 'utf8');
  demand(objects.includes(changed.to.replaceAll("'", '')), 'what is rendered has the new value');
  const last = `sovereign-${String(sovereigns).padStart(4, '0')}`;
  const review = readFileSync(join(root, 'dist/review', last, 'review.md'), 'utf8');
  demand(review.includes(changed.slot), 'reviews tell what has changed');
}

/** The system says how much memory and time each process had. */
function peakScript(file: string): string {
  return `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const name = require('node:path').basename(process.argv[1] ?? '');
  const used = { name, peak: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 };
  require('node:fs').appendFileSync(${JSON.stringify(file)}, JSON.stringify(used) + '\\n');
});
`;
}
