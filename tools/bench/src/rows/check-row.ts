import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { repository } from '../fleet/repository';
import { ratioRow, type Row } from '../results/table';
import { demand } from '../results/repetitions';

/** What jest writes with `--json`. */
interface JestResults {
  readonly startTime: number;
  readonly testResults: readonly { readonly endTime: number }[];
}

const resultFile = join(repository, 'dist/jest.json');
const most = 0.1;

/** Row 9: `npm run check` with warm caches, against all tests. */
export function checkRow(): Row {
  const reference = fullRun();
  // The first one fills the caches.
  runCheck();
  const start = performance.now();
  runCheck();
  const claim = 'wall time: npm run check with warm caches / npm test';
  return ratioRow({ number: '9', claim }, { ours: performance.now() - start, reference }, most);
}

function runCheck(): void {
  const { status, stdout } = runNpm('run', '--silent', 'check');
  demand(status === 0, `npm run check passes:\n${stdout}`);
}

/** How long all tests took, in milliseconds: in the last run that is not older than the commit, else in a new one. */
function fullRun(): number {
  const known = resultsSinceCommit();
  if (known === undefined) runNpm('test', '--', '--json', `--outputFile=${resultFile}`);
  const results = known ?? resultsSinceCommit();
  if (results === undefined) throw new Error(`npm test did not write ${resultFile}`);
  return Math.max(...results.testResults.map(({ endTime }) => endTime)) - results.startTime;
}

function resultsSinceCommit(): JestResults | undefined {
  if (!existsSync(resultFile)) return undefined;
  const results = JSON.parse(readFileSync(resultFile, 'utf8')) as JestResults; // jest wrote it
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: repository, encoding: 'utf8' });
  return results.startTime >= Number(stdout) * 1000 ? results : undefined;
}

function runNpm(...args: readonly string[]) {
  return spawnSync('npm', args, { cwd: repository, encoding: 'utf8', maxBuffer: Infinity });
}
