import { commandsOfShell, readWorkflow, registryToken } from './workflow';

const workflow = readWorkflow('.github/workflows/review.yaml');
const { jobs } = workflow;
const steps = Object.values(jobs).flatMap((one) => one.steps);
const commands = steps.flatMap(({ run }) => run ?? []);

test('the review workflow writes nothing but the comment', () => {
  const own = Object.entries(jobs).flatMap(([name, one]) => (one.permissions ? [[name, one.permissions]] : []));
  expect(own).toEqual([
    ['review', { contents: 'read', packages: 'read' }],
    ['comment', { contents: 'read', 'pull-requests': 'write' }],
  ]);
});

test('the token that can write is in one step, and its job runs the code of the base, not of the pull request', () => {
  const withToken = Object.entries(jobs).flatMap(([name, one]) =>
    one.steps.filter((each) => JSON.stringify(each).includes('secrets.GITHUB_TOKEN')).map(() => name),
  );
  expect(withToken).toEqual(['comment']);
  expect(jobs['comment']?.steps[0]?.with?.['ref']).toBe('${{ github.event.pull_request.base.sha }}');
});

test('the code of a pull request gets only a token of the registry, which can only read', () => {
  const secrets = (jobs['review']?.steps ?? []).filter((each) => JSON.stringify(each).includes('secrets.'));
  expect(secrets.map(({ env }) => env)).toEqual([registryToken]);
  expect(jobs['affected']?.steps.filter((each) => /secrets\.|github\.token/.test(JSON.stringify(each)))).toEqual([]);
});

test('a job needs jobs that exist, and reads outputs that they have', () => {
  const text = JSON.stringify(jobs);
  expect(Object.values(jobs).flatMap(({ needs = [] }) => needs)).toEqual(['affected', 'affected', 'review']);
  const read = [...text.matchAll(/needs\.affected\.outputs\.(\w+)/g)].map(([, name]) => name);
  expect([...new Set(read)].sort()).toEqual(Object.keys(jobs['affected']?.outputs ?? {}).sort());
  const written = [...commands.join('\n').matchAll(/echo "(\w+)=/g)].map(([, name]) => name);
  expect(written.sort()).toEqual(Object.keys(jobs['affected']?.outputs ?? {}).sort());
});

test('every command, Nx target and file that a command of the review workflow names exists', () => {
  const text = commands.join('\n');
  expect(commandsOfShell(text)).toEqual(['matrix', 'comment']);
  const runs = [...text.matchAll(/\bnpx nx run-many -t (.+?) --/g)].map(([, names]) => names);
  expect(runs).toEqual(['render review']);
  const others = [...text.matchAll(/\b(npm|npx) (?!--no sovereign-fleet |nx run-many -t )(.*)/g)].map(([all]) => all);
  expect(others).toEqual(['npm ci', 'npx nx sync:check', 'npm ci', 'npm ci']);
});

test('reviews compare with the base that the first job has found', () => {
  expect(jobs['review']?.env?.['NX_BASE']).toBe('${{ needs.affected.outputs.base }}');
});

test('sync:check runs before anything is rendered or reviewed', () => {
  const first = jobs['affected']?.steps.flatMap(({ run, ...rest }) => (run === undefined ? [] : [{ run, ...rest }]));
  expect(first?.slice(0, 2)).toEqual([{ run: 'npm ci' }, { run: 'npx nx sync:check' }]);
  expect(jobs['review']?.needs).toBe('affected');
  expect(jobs['review']?.if).not.toMatch(/always|cancelled|failure/);
});

test('the review workflow renders with the real vcluster chart, never with the stand-in', () => {
  expect(jobs['review']?.env?.['VCLUSTER_CHART']).toBe('download');
  expect(commands.join('\n')).not.toContain('--offline');
});

test('renders and reviews are uploaded even if a job failed', () => {
  const uploads = steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
  expect(uploads.map((one) => [one.with?.['path'], one.if])).toEqual([
    ['dist/render', '${{ !cancelled() }}'],
    ['dist/review', '${{ !cancelled() }}'],
  ]);
});

test('the review workflow reviews the real subchart', () => {
  expect(jobs['review']?.env?.['VCLUSTER_CHART']).toBe('download');
});
