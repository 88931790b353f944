import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runNode } from '../children/run-child';
import { repository } from '../fleet/repository';
import { verdict, type Row } from '../results/table';
import { demand, takeInTurn } from '../results/repetitions';
import { copyWorkspace } from '../fleet/copy-workspace';

const mostSeconds = 0.5;
const sovereign = ['sovereign', 'x', '--regions=fsn1,nbg1', '--dry-run'];
const noop = ['noop', '--dry-run'];

/** Row 5: how long a person waits for a new Sovereign, compared with a generator that does nothing. */
export function startupRow(temporary: string): Row {
  const copy = join(temporary, 'workspace');
  copyWorkspace(repository, copy);
  // Nx keeps a copy of its native code and a database; the first command makes them.
  generate(copy, noop);
  const samples = takeInTurn(7, {
    'nx g sovereign': () => generate(copy, sovereign),
    'nx g noop': () => generate(copy, noop),
  });
  const { 'nx g sovereign': ours, 'nx g noop': reference } = samples;
  demand(
    ours.every(({ output }) => output.includes('CREATE sovereigns/x/sovereign.ts')),
    'nx makes a Sovereign',
  );
  demand(
    reference.every(({ output }) => !output.includes('CREATE')),
    'noop does nothing',
  );
  const [best, bestOfNoop] = [ours, reference].map((runs) => Math.min(...runs.map(({ seconds }) => seconds)));
  const more = (best ?? NaN) - (bestOfNoop ?? NaN);
  return {
    number: '5',
    claim: `wall time, best of ${ours.length}: nx g ${sovereign.join(' ')} / a generator that does nothing`,
    ours: `${best?.toFixed(2)} s`,
    reference: `${bestOfNoop?.toFixed(2)} s`,
    result: `${more.toFixed(2)} s more`,
    bound: `at most ${mostSeconds} s more`,
    holds: verdict(more <= mostSeconds),
  };
}

function generate(workspace: string, args: readonly string[]): { readonly seconds: number; readonly output: string } {
  const nx = join(workspace, 'node_modules/nx/dist/bin/nx.js');
  const start = performance.now();
  const output = runNode([nx, 'g', ...args], workspace);
  return { seconds: (performance.now() - start) / 1000, output };
}
