import { type SovereignResult, sha, type ResultState } from '@sovereign-fleet/pull-request';
import { exitCode, resultLine, resultText, summaryLine, summaryText } from './result-line';

const result: SovereignResult = {
  name: 'acme',
  state: 'updated',
  reason: '',
  warnings: ['label pull request #3: no such label'],
  branch: 'fleet/acme',
  head: sha('1'.repeat(40)),
  pull: { number: 3, url: 'https://github.com/org/fleet/pull/3' },
  files: { added: 1, changed: 2, removed: 0 },
  calls: 5,
  plan: { state: 'updated', reason: '', steps: [{ kind: 'edit-pull', number: 3, title: 't' }], files: [] },
};

test('a result is one JSON line, without the texts of its plan', () => {
  const { plan, ...told } = result;
  expect(plan).toBeDefined();
  expect(JSON.parse(resultLine(result, false))).toEqual(told);
  expect(JSON.parse(resultLine(result, true))).toEqual({ ...told, wouldDo: ['edit-pull'] });
  expect(resultLine(result, false)).toMatch(/^[^\n]*\n$/);
});

test('people read a result with its link, its files and its warnings', () => {
  expect(resultText(result, false)).toBe(
    'acme: updated https://github.com/org/fleet/pull/3 (1 added, 2 changed, 0 removed)\n' +
      '  warning: label pull request #3: no such label\n',
  );
  const deferred = { name: 'globex', state: 'deferred', reason: '80 new pull requests an hour', warnings: [] } as const;
  expect(resultText({ ...deferred, calls: 0, notBefore: new Date('2026-11-25T10:00:00Z') }, true)).toBe(
    'globex: deferred: 80 new pull requests an hour, not before 2026-11-25T10:00:00.000Z\n',
  );
});

test('people read of a dry run what would be done', () => {
  expect(resultText({ ...result, warnings: [] }, true)).toBe(
    'acme: would be updated https://github.com/org/fleet/pull/3 (1 added, 2 changed, 0 removed)\n',
  );
});

test('the first paths that a taken-over branch loses are named, and the rest is counted', () => {
  const replaced = Array.from({ length: 22 }, (_, index) => `clusters/a/\u001b${index}.yaml`);
  const lines = (isDryRun: boolean) =>
    resultText({ ...result, warnings: [], replaced }, isDryRun)
      .split('\n')
      .slice(1);
  expect(lines(false)).toHaveLength(23);
  expect(lines(false).slice(0, 2)).toEqual([
    '  replaced what others changed on the branch:',
    '    clusters/a/\\u{1b}0.yaml',
  ]);
  expect(lines(false).at(-2)).toBe('    and 2 more');
  expect(lines(true)[0]).toBe('  would replace what others changed on the branch:');
});

const run = {
  repository: 'https://github.com/org/fleet',
  summary: {
    states: { created: 2, held: 1 },
    calls: { snapshot: 1 },
    stopped: 'GitHub asked for a pause 3 times',
    unclaimed: ['clusters/gone.example.com'],
  },
  requests: { 'GET /a': 6, 'POST /b': 10 },
  rateLeft: 4984,
} as const;

test('the summary of a run counts states and requests', () => {
  expect(JSON.parse(summaryLine(run))).toEqual({
    repository: run.repository,
    summary: { ...run.summary, requests: run.requests, rateLeft: 4984 },
  });
  expect(summaryText(run)).toBe(
    [
      'https://github.com/org/fleet: 2 created, 1 held; 16 requests.',
      'Stopped early: GitHub asked for a pause 3 times.',
      'clusters/gone.example.com is of no Sovereign here: --allow-removal proposes that it goes.\n',
    ].join('\n'),
  );
});

test('the summary of a run names an API other than that of github.com, and why the run stopped early', () => {
  const elsewhere = { ...run, api: 'http://127.0.0.1:8099', summary: { ...run.summary, stopped: 'no answer.' } };
  expect(JSON.parse(summaryLine(elsewhere))).toMatchObject({
    repository: run.repository,
    api: 'http://127.0.0.1:8099',
  });
  expect(summaryText({ ...elsewhere, summary: { ...elsewhere.summary, unclaimed: [] } })).toBe(
    'https://github.com/org/fleet: 2 created, 1 held; 16 requests to 127.0.0.1:8099.\nStopped early: no answer.\n',
  );
  const failed = { states: { failed: 1 }, calls: {}, unclaimed: [], stopped: 'no answer' };
  expect(summaryText({ ...elsewhere, summary: failed, requests: { 'GET /a': 1 } })).toBe(
    'https://github.com/org/fleet: 1 failed; 1 request to 127.0.0.1:8099.\nNothing was done: no answer.\n',
  );
});

test.each<{ states: readonly ResultState[]; dryRun?: boolean; strict?: boolean; code: number }>([
  { states: [], code: 0 },
  { states: ['unchanged', 'open-current', 'created', 'updated', 'repaired', 'closed-obsolete', 'cleaned'], code: 0 },
  { states: ['unchanged', 'open-current'], dryRun: true, code: 0 },
  { states: ['unchanged', 'created'], dryRun: true, code: 2 },
  { states: ['cleaned'], dryRun: true, code: 2 },
  { states: ['created', 'deferred'], code: 2 },
  { states: ['held', 'declined'], code: 0 },
  { states: ['held'], strict: true, code: 3 },
  { states: ['declined'], strict: true, code: 3 },
  { states: ['held', 'deferred'], strict: true, code: 3 },
  { states: ['failed', 'deferred', 'held'], strict: true, code: 1 },
])('a run with the states $states ends with $code', ({ states, dryRun = false, strict = false, code }) => {
  expect(exitCode(states, { dryRun, strict })).toBe(code);
});
