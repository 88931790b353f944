import type { SovereignResult } from '@sovereign-fleet/pull-request';
import { openJournal } from './journal';
import { exitCode } from './result-line';

const nothing = () => undefined;

function resultOf(state: SovereignResult['state']): SovereignResult {
  return { name: 'acme', state, reason: '', warnings: [], calls: 0 };
}

test('a failure is not hidden by another result of the same name', () => {
  const clock = { now: () => new Date(0), sleep: () => Promise.resolve() };
  const progress = { at: nothing, stop: nothing };
  const around = { environment: {}, clock, progress, record: nothing, tell: nothing };
  const { took, results } = openJournal(false, 1, around);
  took(resultOf('failed'));
  took(resultOf('created'));
  const states = results.map(({ state }) => state);
  expect([states, exitCode(states, { dryRun: false, strict: false })]).toEqual([['failed', 'created'], 1]);
});
