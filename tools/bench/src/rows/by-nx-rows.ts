import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { nx } from '@sovereign-fleet/workspace/testing';
import { makeExampleWorkspace } from '../fleet/example-workspace';
import { logPrograms, type Settings } from '../fleet/logged-programs';
import { cacheFolder } from '../fleet/render-workspace';
import { commitAll } from '../fleet/wide-workspace';
import { demand, shortest } from '../results/repetitions';
import { ratioRow, type Row, unboundRow } from '../results/table';

const sovereigns = 100;

/** Of all Sovereigns: a row of the kit says another value. */
const changed = {
  file: 'kits/example/kit.ts',
  from: 'cilium: { cluster:',
  to: 'cilium: { mtu: 1400, cluster:',
};

/**
 * Rows 7c, 7e and 7d: the example fleet as people render and review it, Nx included, against what cannot be spared. The
 * programs are logged in a run of its own, since the scripts that log them take time, too.
 */
export async function byNxRows(root: string): Promise<readonly Row[]> {
  makeExampleWorkspace(root, sovereigns);
  demand(nx(root, 'sync').status === 0, 'the workspace compiles');
  commitAll(root, 'A fleet');
  const plain = await programsIn(root, 'plain');
  const own = await programsIn(root, 'own');
  const renderOnce = () => {
    renderCold(root);
  };
  const render = shortest([1, 2].map(() => millisecondsOf(renderOnce)));
  const row = readFileSync(join(root, changed.file), 'utf8');
  demand(row.includes(changed.from), 'the row says what is changed');
  writeFileSync(join(root, changed.file), row.replace(changed.from, changed.to));
  demand(nx(root, 'sync').status === 0, 'the workspace compiles again');
  process.stderr.write(`review ${sovereigns} x 3 by Nx\n`);
  const review = millisecondsOf(() => {
    nx(root, 'run-many', '-t', 'review', '--offline', '--skip-nx-cache', '--', '--base=main');
  });
  demandReviews(root);
  const what = `wall time: nx run-many -t render of ${sovereigns} x 3, empty caches`;
  const programsText = `the ${plain.starts} runs of helm and kustomize in it, each alone (their CPU time)`;
  const reviewText = `wall time: nx run-many -t review of them, a value of all changed / row 7c`;
  return [
    ratioRow({ number: '7c', claim: `${what} / ${programsText}` }, { ours: render, reference: plain.alone }, 1.3),
    unboundRow(
      { number: '7e', claim: 'the same / those runs with the settings of Go that we give them' },
      { ours: render, reference: own.alone },
    ),
    unboundRow({ number: '7d', claim: reviewText }, { ours: review, reference: render }),
  ];
}

/** The programs of a cold render, with settings of ours or as a shell starts them. */
async function programsIn(root: string, settings: Settings) {
  const programs = await logPrograms(join(root, 'dist/programs', settings), settings);
  try {
    renderCold(root);
    const runs = programs.runs();
    return { starts: runs.length, alone: runs.reduce((sum, { cpu }) => sum + 1000 * cpu, 0) };
  } finally {
    programs.stop();
  }
}

function renderCold(root: string): void {
  process.stderr.write(`render ${sovereigns} x 3 by Nx\n`);
  if (existsSync(cacheFolder(root))) renameSync(cacheFolder(root), mkdtempSync(join(root, 'aside-')));
  const { status, output } = nx(root, 'run-many', '-t', 'render', '--offline', '--skip-nx-cache');
  demand(status === 0, `all is rendered: ${output}`);
}

function millisecondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function demandReviews(root: string): void {
  const review = readFileSync(join(root, 'dist/review', `sovereign-0${sovereigns}`, 'review.md'), 'utf8');
  demand(review.includes('cilium.mtu'), 'reviews tell what has changed');
}
