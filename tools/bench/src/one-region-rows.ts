import { outputFolder, regionFolder } from '@sovereign-fleet/domain';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseAllDocuments } from 'yaml';
import { renderInChild } from './child-render';
import { makeRenderWorkspace, setCacheAside } from './render-workspace';
import { freeRow, ratioRow, type Row } from './row';
import { demand, interleaved } from './sample';

export interface Programs {
  readonly helm: string;
  readonly kubectl: string;
}

const region = regionFolder('sovereign-0001.fleet.example.com', 'fsn1');
/** What the example's region has; a row that starts fewer measures something else. */
const releases = 5;
const repetitions = 9;
/** Which render of its process is the warm one. */
const rounds = 11;

/** What a measurement says of rows beside the first. */
type Further = Readonly<Partial<Record<'6w' | '6a' | '6b', number>>>;

interface Sample {
  readonly milliseconds: number;
  readonly further: Further;
  readonly started: number;
  readonly objects: readonly string[];
}

/** Rows 6: a region against a shell loop, first and warm, the least that it can take, and as a process of its own. */
export function oneRegionRows(root: string, programs: Programs): readonly Row[] {
  makeRenderWorkspace(root, 1);
  const place = { root, charts: wholeCharts(root), ...programs };
  const { loop, ours } = interleaved<'loop' | 'ours', Sample>(repetitions, {
    loop: () => naive(place),
    ours: () => rendered(root),
  });
  demandTheSame([...loop, ...ours]);
  const reference = best(loop.map(({ milliseconds }) => milliseconds));
  const of = (milliseconds: readonly number[]) => ({ ours: best(milliseconds), reference });
  const further = (number: keyof Further) => of([...loop, ...ours].map((sample) => sample.further[number] ?? Infinity));
  const objects = loop[0]?.objects.length ?? 0;
  const claim = `wall time, best of ${repetitions}: render a region (${releases} releases, ${objects} objects), empty caches, without the start of Node / naive shell loop`;
  const warm = `row 6 warm, the region that is number ${rounds} in its process / the same loop`;
  const least = 'the least: the child processes of row 6 alone, as many at once as cores / the same loop';
  const whole = 'row 6 with the start of Node and the loading of code / the same loop';
  return [
    ratioRow({ number: '6', claim }, of(ours.map(({ milliseconds }) => milliseconds)), 0.7),
    ratioRow({ number: '6w', claim: warm }, further('6w'), 0.7),
    freeRow({ number: '6a', claim: least }, further('6a')),
    freeRow({ number: '6b', claim: whole }, further('6b')),
  ];
}

function demandTheSame(samples: readonly Sample[]): void {
  const [first] = samples;
  const same = samples.every(({ objects }) => String(objects) === String(first?.objects));
  demand(same, 'both render the same objects');
  const starts = samples.every(({ started }) => started === releases);
  demand(starts, `both start helm ${releases} times`);
}

function rendered(root: string): Sample {
  setCacheAside(root);
  const start = performance.now();
  const first = renderInChild(root, 1, 1);
  const whole = performance.now() - start - first.waited;
  setCacheAside(root);
  return { ...first, further: { '6w': renderInChild(root, 1, rounds).warm, '6b': whole } };
}

function best(milliseconds: readonly number[]): number {
  return Math.min(...milliseconds);
}

interface Place extends Programs {
  readonly root: string;
  readonly charts: string;
}

/** Our charts with the subchart in them that a render finds by itself. */
function wholeCharts(root: string): string {
  const charts = join(root, 'whole-charts');
  for (const name of readdirSync(join(root, 'charts')).filter((entry) => entry.startsWith('bp-'))) {
    cpSync(join(root, 'charts', name), join(charts, name), { recursive: true });
    if (!name.endsWith('-vcluster')) continue;
    cpSync(join(root, 'charts/testdata/vcluster'), join(charts, name, 'charts/vcluster'), { recursive: true });
  }
  return charts;
}

function naive(place: Place): Sample {
  const output = mkdtempSync(join(place.root, 'naive-'));
  const milliseconds = timed('naive-render.sh', place, [output]);
  // With the values that the loop found.
  const alone = timed('children-alone.sh', place, [output, String(availableParallelism())]);
  const files = readdirSync(output).filter((name) => name.endsWith('.yaml'));
  const started = files.filter((name) => name.startsWith('release-')).length;
  const objects = objectsIn(files.map((name) => join(output, name)));
  return { milliseconds, further: { '6a': alone }, started, objects };
}

function timed(script: string, { root, helm, kubectl, charts }: Place, more: readonly string[]): number {
  const args = [join(__dirname, script), helm, kubectl, join(root, outputFolder), region, charts, ...more];
  const start = performance.now();
  const { status, stderr } = spawnSync('bash', args, { encoding: 'utf8' });
  const milliseconds = performance.now() - start;
  demand(status === 0, `${script} ends well: ${stderr}`);
  return milliseconds;
}

function objectsIn(files: readonly string[]): readonly string[] {
  const documents = files.flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')));
  // What kustomize and helm printed, where it is no empty document.
  const objects = documents.map((one) => one.toJS() as { kind: string; metadata: { name: string } } | null);
  return objects.flatMap((one) => (one === null ? [] : [`${one.kind} ${one.metadata.name}`])).sort();
}
