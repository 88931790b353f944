import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { workspaceRoot } from './workspace';

// As strict as the file is, so that a misspelt key is found here and not on GitHub.
const step = z.strictObject({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z
    .string()
    .regex(/^actions\/[a-z-]+@v\d+$/)
    .optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));

const job = z.strictObject({
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  if: z.string().optional(),
  'runs-on': z.literal('ubuntu-latest'),
  'timeout-minutes': z.number(),
  permissions: permissions.optional(),
  outputs: z.record(z.string(), z.string()).optional(),
  strategy: z.strictObject({ 'fail-fast': z.boolean(), matrix: z.string() }).optional(),
  env: z.record(z.string(), z.string()).optional(),
  steps: z.array(step).min(1),
});

const workflow = z
  .strictObject({
    name: z.string(),
    on: z.strictObject({ pull_request: z.null() }),
    permissions,
    concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean() }),
    jobs: z.record(z.string(), job),
  })
  .parse(parse(readFileSync(join(workspaceRoot, '.github/workflows/review.yaml'), 'utf8')));

const { jobs } = workflow;
const steps = Object.values(jobs).flatMap((one) => one.steps);
const commands = steps.flatMap(({ run }) => run ?? []);

test('a step either runs a command or uses an action', () => {
  expect(steps.filter(({ run, uses }) => (run === undefined) === (uses === undefined))).toEqual([]);
  expect(steps.filter(({ uses, with: given }) => given !== undefined && uses === undefined)).toEqual([]);
});

test('no expression stands in a command: what others wrote comes by the environment alone', () => {
  expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
});

test('variables of a command stand between quotes', () => {
  const bare = commands.flatMap((command) => command.replace(/"[^"\s]*"/g, '').match(/\$[A-Za-z{]\w*/g) ?? []);
  expect(bare).toEqual([]);
});

test('every job reads, and only the comment is written', () => {
  expect(workflow.permissions).toEqual({ contents: 'read' });
  const own = Object.entries(jobs).flatMap(([name, one]) => (one.permissions ? [[name, one.permissions]] : []));
  expect(own).toEqual([['comment', { contents: 'read', 'pull-requests': 'write' }]]);
});

test('the token is in one step, and that job runs what the base has, not what is proposed', () => {
  const withToken = Object.entries(jobs).flatMap(([name, one]) =>
    one.steps.filter((each) => JSON.stringify(each).includes('secrets.')).map(() => name),
  );
  expect(withToken).toEqual(['comment']);
  expect(jobs['comment']?.steps[0]?.with?.['ref']).toBe('${{ github.event.pull_request.base.sha }}');
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.map((one) => one.with?.['persist-credentials'])).toEqual([false, false, false]);
});

test('a job needs jobs that are there, and reads outputs that they have', () => {
  const text = JSON.stringify(jobs);
  expect(Object.values(jobs).flatMap(({ needs = [] }) => needs)).toEqual(['affected', 'affected', 'review']);
  const read = [...text.matchAll(/needs\.affected\.outputs\.(\w+)/g)].map(([, name]) => name);
  expect([...new Set(read)].sort()).toEqual(Object.keys(jobs['affected']?.outputs ?? {}).sort());
  const written = [...commands.join('\n').matchAll(/echo "(\w+)=/g)].map(([, name]) => name);
  expect(written.sort()).toEqual(Object.keys(jobs['affected']?.outputs ?? {}).sort());
});

test('every npm script, Nx target and file that a command names is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const text = commands.join('\n');
  const named = [...text.matchAll(/\bnpm run --silent (\S+)/g)].map(([, name]) => name ?? '');
  expect(named).toEqual(['ci:matrix', 'ci:comment']);
  const files = named.map((name) => /\S+\.ts$/.exec(scripts[name] ?? '')?.[0] ?? `no script ${name}`);
  expect(files.filter((file) => !existsSync(join(workspaceRoot, file)))).toEqual([]);
  const { executors } = JSON.parse(readFileSync(join(workspaceRoot, 'generators/executors.json'), 'utf8')) as {
    readonly executors: object;
  };
  const targets = [...text.matchAll(/\bnpx nx run-many -t (\S+)/g)].map(([, name]) => name);
  expect(targets).toEqual(['render', 'review']);
  expect(Object.keys(executors)).toEqual(expect.arrayContaining(targets));
  const others = [...text.matchAll(/\b(npm|npx) (?!run --silent ci:|nx run-many -t )(.*)/g)].map(([all]) => all);
  expect(others).toEqual(['npm ci', 'npm ci', 'npm ci']);
});

test('renders and reviews are uploaded, also where a job failed', () => {
  const uploads = steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
  expect(uploads.map((one) => [one.with?.['path'], one.if])).toEqual([
    ['dist/render', '${{ !cancelled() }}'],
    ['dist/review', '${{ !cancelled() }}'],
  ]);
});
