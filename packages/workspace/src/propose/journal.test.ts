import type { SovereignResult } from '@sovereign-fleet/pull-request';
import { openJournal } from './journal';
import { exitCode } from './result-line';

const nothing = () => undefined;

function resultOf(state: SovereignResult['state'], reason = ''): SovereignResult {
  return { name: 'acme', state, reason, warnings: [], calls: 0 };
}

/** A journal, and what people read in it. */
function open() {
  const clock = { now: () => new Date(0), sleep: () => Promise.resolve() };
  const progress = { at: nothing, waits: nothing, stop: nothing };
  const interrupted = new AbortController().signal;
  const told: string[] = [];
  const tell = (text: string) => void told.push(text);
  return { told, ...openJournal(false, 1, { environment: {}, clock, interrupted, progress, record: nothing, tell }) };
}

test('a failure is not hidden by another result of the same name', () => {
  const { report, results } = open();
  report(resultOf('failed'));
  report(resultOf('created'));
  const states = results.map(({ state }) => state);
  expect([states, exitCode(states, { dryRun: false, strict: false })]).toEqual([['failed', 'created'], 1]);
});

test('people read three of the results deferred for one reason, and none that an interrupted run left out', () => {
  const { report, told, states } = open();
  for (let time = 0; time < 6; time++) report(resultOf('deferred', 'too many'));
  report(resultOf('deferred', 'no window is open'));
  report({ ...resultOf('deferred', 'the run was interrupted'), code: 'interrupted' });
  report({ ...resultOf('deferred', 'too many'), warnings: ['look'] });
  report(resultOf('unchanged'));
  expect(told).toEqual([
    ...Array.from({ length: 3 }, () => 'acme: deferred: too many\n'),
    'More are deferred for this reason; standard output has each.\n',
    'acme: deferred: no window is open\n',
    'acme: deferred: too many\n  warning: look\n',
  ]);
  expect(states()).toEqual({ deferred: 9, unchanged: 1 });
});
