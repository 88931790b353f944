import { outputFolder, regionFolder } from '@sovereign-fleet/domain';
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { renderInChild } from '../children/run-render-child';
import { namesIn } from '../fleet/object-files';
import { makeRenderWorkspace, setCacheAside } from '../fleet/render-workspace';
import { unboundRow, ratioRow, type Row } from '../results/table';
import { demand, shortest, takeInTurn } from '../results/repetitions';
import { type Programs, timeScript } from './time-script';

const region = regionFolder('sovereign-0001.fleet.example.com', 'fsn1');
/** Releases in the example's region. If fewer are rendered, the row measures something else. */
const releases = 5;
const repetitions = 9;
/** The render with this number in its process is the warm one. */
const rounds = 11;

/** Milliseconds for the rows after row 6, by number. */
type Further = Readonly<Partial<Record<'6w' | '6a' | '6b', number>>>;

interface Sample {
  readonly milliseconds: number;
  readonly further: Further;
  readonly started: number;
  readonly objects: readonly string[];
}

/**
 * Rows 6: one region against a shell loop. Row 6 is the first render of a process, 6w a warm one, 6a the child
 * processes alone, 6b the whole with the start of Node.
 */
export function oneRegionRows(root: string, programs: Programs): readonly Row[] {
  makeRenderWorkspace(root, 1);
  const place = { root, charts: wholeCharts(root), ...programs };
  const { loop, ours } = takeInTurn<'loop' | 'ours', Sample>(repetitions, {
    loop: () => runShellLoop(place),
    ours: () => renderOnce(root),
  });
  demandSameObjects([...loop, ...ours]);
  const reference = shortest(loop.map(({ milliseconds }) => milliseconds));
  const withReference = (milliseconds: readonly number[]) => ({ ours: shortest(milliseconds), reference });
  const further = (number: keyof Further) =>
    withReference([...loop, ...ours].map((sample) => sample.further[number] ?? Infinity));
  const objects = loop[0]?.objects.length ?? 0;
  const claim =
    `wall time, best of ${repetitions}: render a region (${releases} releases, ${objects} objects), empty caches, ` +
    'without the start of Node / naive shell loop';
  const warm = `row 6 warm, the region that is number ${rounds} in its process / the same loop`;
  const least = 'the least: the child processes of row 6 alone, as many at once as cores / the same loop';
  const whole = 'row 6 with the start of Node and the loading of code / the same loop';
  return [
    ratioRow({ number: '6', claim }, withReference(ours.map(({ milliseconds }) => milliseconds)), 0.7),
    ratioRow({ number: '6w', claim: warm }, further('6w'), 0.6),
    unboundRow({ number: '6a', claim: least }, further('6a')),
    unboundRow({ number: '6b', claim: whole }, further('6b')),
  ];
}

function demandSameObjects(samples: readonly Sample[]): void {
  const [first] = samples;
  const same = samples.every(({ objects }) => String(objects) === String(first?.objects));
  demand(same, 'both render the same objects');
  const starts = samples.every(({ started }) => started === releases);
  demand(starts, `both start helm ${releases} times`);
}

function renderOnce(root: string): Sample {
  setCacheAside(root);
  const start = performance.now();
  const first = renderInChild(root, 1, 1);
  const whole = performance.now() - start - first.waited;
  setCacheAside(root);
  return { ...first, further: { '6w': renderInChild(root, 1, rounds).warm, '6b': whole } };
}

interface Place extends Programs {
  readonly root: string;
  readonly charts: string;
}

/** Our charts, each with its subchart inside, which a render finds by itself and a shell loop does not. */
function wholeCharts(root: string): string {
  const charts = join(root, 'whole-charts');
  for (const name of readdirSync(join(root, 'charts')).filter((entry) => entry.startsWith('bp-'))) {
    cpSync(join(root, 'charts', name), join(charts, name), { recursive: true });
    if (!name.endsWith('-vcluster')) continue;
    cpSync(join(root, 'charts/testdata/vcluster'), join(charts, name, 'charts/vcluster'), { recursive: true });
  }
  return charts;
}

function runShellLoop(place: Place): Sample {
  const output = mkdtempSync(join(place.root, 'naive-'));
  const what = [join(place.root, outputFolder), region, place.charts, output];
  const milliseconds = timeScript('naive-render.sh', place, what);
  // It reads the values that the loop wrote.
  const alone = timeScript('children-alone.sh', place, [...what, String(availableParallelism())]);
  const files = readdirSync(output).filter((name) => name.endsWith('.yaml'));
  const started = files.filter((name) => name.startsWith('release-')).length;
  const objects = namesIn(files.map((name) => join(output, name)));
  return { milliseconds, further: { '6a': alone }, started, objects };
}
