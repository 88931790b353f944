import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { findHelm, findKubectl } from '@sovereign-fleet/renderer/programs';
import { parseAllDocuments } from 'yaml';
import { runNode } from './child';
import { distinctRenders } from './distinct-renders';
import type { RenderMeasured } from './render-child';
import { makeRenderWorkspace, removeCache } from './render-workspace';
import { answer, ratioRow, type Row } from './row';
import { demand, interleaved } from './sample';

/** Rows 6 and 7: what Flux would apply, with the real helm and kustomize. */
export async function renderRows(temporary: string): Promise<readonly Row[]> {
  const [helm, kubectl] = await Promise.all([findHelm(), findKubectl()]);
  return [
    oneRegionRow(join(temporary, 'render-one'), { helm, kubectl }),
    ...fleetRows(join(temporary, 'render-fleet')),
  ];
}

interface Programs {
  readonly helm: string;
  readonly kubectl: string;
}

function oneRegionRow(root: string, programs: Programs): Row {
  makeRenderWorkspace(root, 1);
  const charts = wholeCharts(root);
  const samples = interleaved(5, {
    'shell loop, one region': () => naive(root, charts, programs),
    'render, one region': () => {
      removeCache(root);
      return renderInChild(root, 1, 'one');
    },
  });
  const { 'shell loop, one region': reference, 'render, one region': ours } = samples;
  const [expected] = reference;
  demand(
    ours.every(({ objects }) => String(objects) === String(expected?.objects)),
    'both render the same objects',
  );
  const best = (sample: readonly { readonly milliseconds: number }[]) =>
    Math.min(...sample.map(({ milliseconds }) => milliseconds));
  const objects = expected?.objects.length ?? 0;
  const claim = `wall time, best of 5: render a region (5 releases, ${objects} objects), empty caches / naive shell loop`;
  return ratioRow({ number: '6', claim }, { ours: best(ours), reference: best(reference) }, 0.7);
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

function naive(root: string, charts: string, { helm, kubectl }: Programs) {
  const output = mkdtempSync(join(root, 'naive-'));
  const script = join(__dirname, 'naive-render.sh');
  const region = 'clusters/sovereign-0001.fleet.example.com/fsn1';
  const start = performance.now();
  const { status, stderr } = spawnSync(
    'bash',
    [script, helm, kubectl, join(root, 'gitops-out'), region, charts, output],
    { encoding: 'utf8' },
  );
  const milliseconds = performance.now() - start;
  demand(status === 0, `the shell loop ends well: ${stderr}`);
  return { milliseconds, objects: objectsBelow(output) };
}

function objectsBelow(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const documents = files.flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')));
  // What kustomize and helm printed, where it is no empty document.
  const objects = documents.map((one) => one.toJS() as { kind: string; metadata: { name: string } } | null);
  return objects.flatMap((one) => (one === null ? [] : [`${one.kind} ${one.metadata.name}`])).sort();
}

function fleetRows(root: string): readonly Row[] {
  mkdirSync(root);
  const distinct = distinctRenders(makeRenderWorkspace(root, 100));
  const [first, second] = [1, 2].map((run) => {
    process.stderr.write(`render 100 x 3: ${run} of 2\n`);
    return renderInChild(root, 100, 'all');
  });
  demand(String(first?.objects) === String(second?.objects), 'the second run renders the same objects');
  return [
    startsRow('7a', `renders of 100 x 3 regions in one process / distinct renders`, first?.started, distinct),
    startsRow('7b', 'the same again, nothing changed', second?.started, 0),
  ];
}

// eslint-disable-next-line @typescript-eslint/max-params -- a row's text, then its numbers
function startsRow(number: string, claim: string, started = NaN, most: number): Row {
  return {
    number,
    claim: `starts of helm: ${claim}`,
    ours: String(started),
    reference: String(most),
    result: `${started - most} more`,
    bound: 'not more',
    holds: answer(started <= most),
  };
}

function renderInChild(root: string, count: number, which: 'one' | 'all'): RenderMeasured {
  const output = runNode([
    '--require',
    '@swc-node/register',
    join(__dirname, 'render-child.ts'),
    root,
    String(count),
    which,
  ]);
  return JSON.parse(output) as RenderMeasured; // `render-child.ts` printed it
}
