import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { canFetchTools, findHelm, findKubectl } from '@sovereign-fleet/renderer/programs';
import { installedCode, makeWaitingProgram } from '@sovereign-fleet/workspace/testing';
import { begin, cloneFleet, compileFleet, makeFleetOfTwo, statesIn } from './commands';
import { workspaceForEach } from './proposer';

const workspace = workspaceForEach(makeFleetOfTwo);

afterEach(stopAll);

const propose = (github: Github) => workspace.proposer.run(github, []);

/** A run of its own, which is killed when so many of its requests were answered; none is an end by itself. */
async function killAfter(requests: number): Promise<Github> {
  let answered = 0;
  const { github } = await start({
    owner: 'platform',
    onRequest: () => {
      answered += 1;
      if (answered === requests) child.kill('SIGKILL');
    },
  });
  const { child, ended } = begin({ root: workspace.root, github }, []);
  await ended;
  return github;
}

/** What the fleet repository has of ours: who has an open pull request, and how many commits each branch is ahead. */
function lookAt(github: Github) {
  const count = (branch: string) => {
    const args = ['-C', github.folder, 'rev-list', '--count', `main..${branch}`];
    return Number(execFileSync('git', args, { encoding: 'utf8' }));
  };
  const names = Object.keys(github.refs()).map((ref) => ref.replace('refs/heads/', ''));
  return {
    pulls: github.pulls().map(({ head, state, labels }) => [head, state, ...labels].join(' ')),
    ahead: names.map((branch) => `${branch} ${count(branch)}`),
    files: ['fleet/acme', 'fleet/globex'].map((branch) => cloneFleet(github, branch)),
  };
}

test('propose goes on from wherever it was killed, and nothing is there twice', async () => {
  const whole = await killAfter(Infinity);
  const requests = whole.requests();
  const writes = requests.flatMap(({ method }, index) => (method === 'GET' ? [] : [index + 1]));
  const expected = lookAt(whole);
  const of = (fqdn: string) => Object.entries(compileFleet(workspace.root)).filter(([path]) => path.includes(fqdn));
  expect(expected).toEqual({
    pulls: ['fleet/acme open', 'fleet/globex open'],
    ahead: ['fleet/acme 1', 'fleet/globex 1', 'main 0'],
    files: ['acme.example.com', 'globex.example.com'].map((fqdn) => Object.fromEntries(of(fqdn))),
  });
  expect(writes.length).toBeGreaterThan(5);
  // The fault matrix has a run end at each write. What a process that is killed leaves on the disk differs by how far
  // it came: it has read, written objects, opened one pull request, or all.
  const places = [0, Math.ceil(writes.length / 2) - 1, writes.length - 1].flatMap((index) => writes[index] ?? []);
  expect(places).toHaveLength(3);
  for (const at of [1, ...places]) {
    const github = await killAfter(at);
    await propose(github);
    expect({ at, ...lookAt(github) }).toEqual({ at, ...expected });
    const before = github.requests().length;
    expect(statesIn(await propose(github))).toEqual(['acme open-current', 'globex open-current']);
    expect(
      github
        .requests()
        .slice(before)
        .filter(({ method }) => method !== 'GET'),
    ).toEqual([]);
  }
});

const canRender = canFetchTools ? test : test.skip;
const why = canFetchTools ? '' : ' (skipped: no helm and kubectl can be fetched)';

canRender(`propose removes what a review and a run before it had open when they were killed${why}`, async () => {
  const { root } = workspace;
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
  git('init', '-q');
  git('add', '-A', 'sovereigns', 'gitops-out');
  git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'all');
  const file = join(root, 'gitops-out/clusters/acme.example.com/fsn1/kustomization.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text}commonAnnotations: { not: as in the base }\n`);
  const box = mkdtempSync(join(tmpdir(), 'killed-'));
  const temporary = join(box, 'tmp');
  mkdirSync(temporary);
  // What is built of the base never ends.
  const passes = `[ "$1" = version ] || ! ls '${temporary}' | grep -q '^sovereign-fleet-base-'`;
  const kubectl = makeWaitingProgram(box, { name: 'kubectl', real: await findKubectl(), passes });
  const programs = { SOVEREIGN_FLEET_HELM: await findHelm(), SOVEREIGN_FLEET_KUBECTL: kubectl.path };
  const script = `void require('${installedCode}/review/executor').default(
    { offline: true, allowMissingCharts: true, base: 'HEAD' }, { root: process.cwd(), projectName: 'acme' });`;
  const review = spawn(process.execPath, ['--eval', script], {
    cwd: root,
    env: { ...process.env, ...programs, TMPDIR: temporary },
    stdio: 'ignore',
  });
  const left = () => readdirSync(temporary).flatMap((name) => /^sovereign-fleet-[a-z]+/.exec(name)?.[0] ?? []);
  for (let tries = 0; kubectl.running().length === 0; tries += 1) {
    if (tries > 1500) throw new Error('it did not come to that within 30 seconds');
    await setTimeout(20);
  }
  review.kill('SIGKILL');
  await once(review, 'exit');
  kubectl.end();
  expect(new Set(left())).toEqual(new Set(['sovereign-fleet-base', 'sovereign-fleet-build']));
  writeFileSync(file, text);
  const { github } = await start({ owner: 'platform' });
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = temporary;
  const { ended } = begin({ root, github }, []);
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  expect(statesIn(await ended)).toEqual(['acme created', 'globex created']);
  expect(left()).toEqual([]);
  rmSync(box, { recursive: true });
});
