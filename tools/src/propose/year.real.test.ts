import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { type NxProcess, startNx, writeFiles } from '@sovereign-fleet/workspace/testing';
import { cloneFleet, compileFleet, report, statesIn } from './commands';
import { clockIn } from './fake-clock';
import { workspaceForEach } from './proposer';

const workspace = workspaceForEach();
const given = process.env['SOVEREIGN_FLEET_HELM'] !== undefined && process.env['SOVEREIGN_FLEET_KUBECTL'] !== undefined;
const runs = canFetchTools || given ? test : test.skip;
const why = canFetchTools || given ? '' : ' (skipped: no helm and kubectl can be had)';

/** It moves where a run waits, so that nobody does. */
const clockFile = 'clock';

let github: Github;
let nx: NxProcess;

beforeEach(async () => {
  const clock = clockIn(join(workspace.root, clockFile));
  clock.set(Date.now());
  ({ github } = await start({ owner: 'platform', now: () => clock.now() }));
  const credentials = { SOVEREIGN_FLEET_GITHUB_API_URL: github.url, SOVEREIGN_FLEET_GITHUB_TOKEN: github.token };
  nx = await startNx(workspace.root, () => ({ ...process.env, ...credentials }));
  git('init', '-q');
  git('config', 'gc.auto', '0'); // it would go on behind the test
  git('add', '-A', 'charts', 'sovereigns', 'kits', 'gitops-out');
  commit('The fleet begins');
});

afterEach(async () => {
  await nx.stop();
  await stopAll();
});

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: workspace.root, encoding: 'utf8' });
}

function commit(subject: string): void {
  git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-q', '--allow-empty', '-m', subject);
}

const read = (path: string) => readFileSync(join(workspace.root, path), 'utf8');

const grafana = {
  'charts/bp-grafana/Chart.yaml': 'apiVersion: v2\nname: bp-grafana\nversion: 1.2.0\n',
  'charts/bp-grafana/values.schema.json': '{ "type": "object", "properties": { "replicas": { "type": "integer" } } }',
  'charts/bp-grafana/templates/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: grafana }\n',
};

/** Runs a generator as a person does, and commits what it wrote under its own command line. */
async function generate(...args: readonly string[]): Promise<string> {
  const { status, output } = await nx.command('g', ...args, '--no-interactive');
  expect([status, output]).toEqual([0, output]);
  await commitAll(`nx g ${args.join(' ')}`);
  return output;
}

/** Commits what was written, which has to be in step with its specs. */
async function commitAll(subject: string): Promise<void> {
  git('add', '-A', 'charts', 'sovereigns', 'kits', 'gitops-out');
  commit(subject);
  const { status, output } = await nx.command('sync:check');
  expect([status, output]).toEqual([0, output]);
}

interface ReviewFile {
  readonly reviews: readonly { readonly findings: readonly { readonly rule: string; readonly severity: string }[] }[];
}

/** The rules that a review of the last commit has errors of; what it says besides is for people. */
async function errorsOf(name: string): Promise<readonly string[]> {
  const options = { base: 'HEAD~1', offline: true, allowMissingCharts: true };
  const { status, output } = await nx.task(`${name}:review`, options);
  expect(output).toContain(`Report: dist/review/${name}/`);
  const { reviews } = JSON.parse(read(`dist/review/${name}/review.json`)) as ReviewFile; // our own
  const findings = reviews.flatMap((one) => one.findings);
  const rules = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  const errors = [...new Set(rules)];
  expect([status === 0, output]).toEqual([errors.length === 0, output]);
  return errors;
}

/** Proposes, has a person merge all that is open, and has the regions say how they are. */
async function propose(silent: readonly string[] = [], state: 'success' | 'failure' = 'success') {
  const proposed = await workspace.proposer.run(github, [], join(workspace.root, clockFile));
  const opened = statesIn(proposed).filter((line) => line.endsWith(' created'));
  const open = github.pulls().filter((one) => one.state === 'open');
  for (const pull of open) {
    const merged = github.merge(pull.number, { method: 'squash' });
    const [, fqdn = ''] = /\((\S+)\)$/.exec(pull.title) ?? [];
    for (const region of regionsOf(fqdn).filter((one) => !silent.includes(`${fqdn}/${one}`))) {
      const context = `flux/${fqdn}/${region}`;
      await report(github, merged, { context: `${context}/bootstrap-kit`, state: 'success' });
      await report(github, merged, { context: `${context}/bootstrap-kit-ready`, state });
    }
  }
  return { opened, said: proposed.stderr, open };
}

/** The regions of a Sovereign that have a tree on the base. */
function regionsOf(fqdn: string): readonly string[] {
  const paths = Object.keys(compileFleet(workspace.root));
  const found = paths.map((path) => new RegExp(`^clusters/${fqdn}/([^/]+)/flux-system/`).exec(path)?.[1]);
  return [...new Set(found)].flatMap((region) => (region === undefined ? [] : [region]));
}

/** What Flux reads is what was compiled. */
function expectMerged(): void {
  expect(cloneFleet(github, 'main')).toEqual(compileFleet(workspace.root));
}

runs(`a year of a fleet: each change is in step, reviewed, merged, and read in its history${why}`, async () => {
  // Five Sovereigns: acme is there.
  await generate('sovereign', 'globex', '--regions=fsn1,nbg1', '--environment=stg');
  await generate('sovereign', 'initech', '--regions=fsn1,nbg1');
  await generate('sovereign', 'umbrella', '--regions=fsn1,hel1');
  await generate('sovereign', 'wayne', '--regions=fsn1,hel1');
  expect((await propose()).opened).toEqual(
    ['acme', 'globex', 'initech', 'umbrella', 'wayne'].map((name) => `${name} created`),
  );
  expectMerged();

  // One slot more for all, typed by its chart.
  writeFiles(workspace.root, grafana);
  await generate('slot', 'bp-grafana', '1.2.0', '--depends-on=bp-cilium', '--kit=example');
  expect(read('kits/example/slots/60-grafana.ts')).toContain("Slot<'bp-grafana', Values>");
  expect(read('kits/example/slots/60-grafana/values.ts')).toContain('replicas?: number');
  expect(await errorsOf('acme')).toEqual([]);
  expect((await propose()).opened).toHaveLength(5);
  expectMerged();

  // Upgraded in waves, with a canary that fails and is taken back.
  await generate('upgrade', 'bp-grafana', '1.3.0', '--kit=example', '--campaign');
  const [canary = ''] = (await propose([], 'failure')).opened;
  const { opened, said } = await propose();
  expect([opened, said]).toEqual([[], expect.stringContaining('failed')]);
  await generate('upgrade', 'bp-grafana', '1.2.0', '--kit=example', '--down');
  const fleet = read('sovereigns/fleet.ts');
  const [, campaigns = ''] = /(\n +pullRequests: \{[^}]*\},)/.exec(fleet) ?? [];
  expect(campaigns).toContain('grafana-1-3-0.campaign.yaml');
  writeFiles(workspace.root, { 'sovereigns/fleet.ts': fleet.replace(campaigns, '') });
  await commitAll('End the campaign of grafana 1.3.0');
  expect((await propose()).opened).toEqual([canary]);
  expectMerged();

  // A region is added.
  await generate('region', 'globex', '--add=hel1');
  expect(await errorsOf('globex')).toEqual([]);
  await propose();
  expectMerged();

  // A promotion, and one away from a region that never speaks again.
  for (const step of [1, 2, 3, 4]) {
    const output = await generate('promote', 'acme', 'nbg1', ...(step === 1 ? ['--data=restored'] : []));
    expect(output).toContain(step === 4 ? 'done' : `Step ${step} of 3`);
    expect(await errorsOf('acme')).toEqual([]);
    await propose();
    expectMerged();
  }
  const lost = ['--data=none', '--lost=fsn1', '--why=burnt'];
  for (const step of [1, 2, 3]) {
    const output = await generate('promote', 'umbrella', 'hel1', ...(step === 1 ? lost : []));
    expect(output).toContain(`Step ${step} of 3`);
    if (step === 1) expect(output).toContain('fsn1 is lost (burnt): no step waits for it.');
    expect(await errorsOf('umbrella')).toEqual([]);
    await propose(['umbrella.fleet.example.com/fsn1']);
    expectMerged();
  }

  // A region goes.
  for (const step of [1, 2]) {
    expect(await generate('region', 'wayne', '--remove=hel1')).toContain(`Step ${step} of 2`);
    expect(await errorsOf('wayne')).toEqual([]);
    const costs = 'These cost until they are deleted: StatefulSet dmz/dmz-vcluster (data of 5Gi)';
    if (step === 2) expect(read('dist/review/wayne/review.json')).toContain(costs);
    await propose();
    expectMerged();
  }

  // A pause that is past its day fails each review until it ends.
  await generate('pause', 'initech', 'bp-grafana', '--until=2026-01-31', '--why=its data are moved');
  expect(await errorsOf('initech')).toEqual(['ended-pause']);
  await generate('resume', 'initech', 'bp-grafana');
  expect(await errorsOf('initech')).toEqual([]);

  // One Sovereign is at its end.
  for (const [index, verb] of ['Update', 'Remove'].entries()) {
    const step = `tep ${index + 1} of 2`;
    expect(await generate('retire', 'globex', '--fqdn=globex.fleet.example.com')).toContain(`S${step}`);
    const [{ title, body } = { title: '', body: '' }] = (await propose()).open;
    expect(title).toBe(`${verb} globex, s${step} (globex.fleet.example.com)`);
    if (verb === 'Remove') expect(body).toContain('Removes the Sovereign `globex`');
    expectMerged();
  }
  const subjects = git('log', '--format=%s', '--reverse').trimEnd().split('\n');
  expect(subjects.filter((one) => !one.startsWith('nx g '))).toEqual([
    'The fleet begins',
    'End the campaign of grafana 1.3.0',
  ]);
  expect(github.pulls().filter(({ state }) => state === 'open')).toEqual([]);
});
