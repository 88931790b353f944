import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileWorkspace, type NxProcess, startNx, writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { cloneFleet, compileFleet, globexSource, run, runsIn, statesIn } from './commands';
import { workspaceForEach } from './proposer';

const workspace = workspaceForEach();
let github: Github;
let oneNx: NxProcess;

beforeAll(async () => {
  ({ github } = await start({ owner: 'platform' }));
  oneNx = await startNx(workspace.root, () => {
    const { url, token } = github; // each test has one of its own
    return { ...process.env, SOVEREIGN_FLEET_GITHUB_API_URL: url, SOVEREIGN_FLEET_GITHUB_TOKEN: token };
  });
});

beforeEach(async () => {
  ({ github } = await start({ owner: 'platform' }));
});

afterEach(stopAll);
afterAll(() => oneNx.stop());

const propose = (...args: readonly string[]) => workspace.proposer.run(github, args);
const newProcess = () => run({ root: workspace.root, github }, []);
const nx = (...args: readonly string[]) => oneNx.command(...args);

function writes(): number {
  return github.requests().filter(({ method }) => method !== 'GET').length;
}

test('a dry run of many shows equal changes once; --full shows all, and --output writes them to a file', async () => {
  const named = (name: string) => globexSource.replace('globex', name);
  writeFiles(
    workspace.root,
    Object.fromEntries(['b', 'c', 'd'].map((name) => [`sovereigns/${name}/sovereign.ts`, named(name)])),
  );
  compileWorkspace(workspace.root);
  const folded = await propose('--dry-run');
  const full = await propose('--dry-run', '--full');
  const written = await propose('--dry-run', '--output=dry-run.diff');
  expect([folded.status, full.status, written.status, writes()]).toEqual([2, 2, 2, 0]);
  const patches = ({ stderr }: { readonly stderr: string }) => stderr.match(/^\+\+\+ .*01-cilium\.yaml$/gm) ?? [];
  expect(patches(folded)).toEqual(['+++ b/clusters/acme.example.com/bootstrap-kit/01-cilium.yaml']);
  expect(folded.stderr).toContain('  alike in all 4 Sovereigns:\n');
  expect(folded.stderr).toContain(
    '\nb, c, d\n  would each do what is shown above, with names of its own; --full shows it\n',
  );
  expect(patches(full)).toHaveLength(4);
  expect(patches(written)).toEqual([]);
  expect(written.stderr).toContain('The differences are in dry-run.diff.\n');
  const file = readFileSync(join(workspace.root, 'dry-run.diff'), 'utf8');
  expect(file.match(/^\+\+\+ /gm)).toEqual(full.stderr.match(/^\+\+\+ /gm));
  expect(full.stderr).toContain(file);
});

test('a Sovereign is planned, proposed, left alone, merged, and done', async () => {
  const planned = await propose('--dry-run');
  expect([planned.status, statesIn(planned), writes()]).toEqual([2, ['acme created'], 0]);
  expect(planned.stderr).toContain('\n+++ b/clusters/acme.example.com/fsn1/kustomization.yaml\n');

  const first = await propose();
  expect([first.status, statesIn(first)]).toEqual([0, ['acme created']]);
  expect(cloneFleet(github, 'fleet/acme')).toEqual(compileFleet(workspace.root));
  const before = writes();
  const second = await propose();
  expect([second.status, statesIn(second), writes()]).toEqual([0, ['acme open-current'], before]);

  github.merge(1);
  expect(cloneFleet(github, 'main')).toEqual(compileFleet(workspace.root));
  expect(statesIn(await propose())).toEqual(['acme cleaned']);
  const done = await propose();
  expect([done.status, statesIn(done)]).toEqual([0, ['acme unchanged']]);
  expect(Object.keys(github.refs())).toEqual(['refs/heads/main']);
  expect(`${first.stdout}${first.stderr}${done.stdout}`).not.toContain(github.token);
});

test('nx run proposes one Sovereign and nx run-many all of them, in one look at the fleet repository', async () => {
  writeFiles(workspace.root, { 'sovereigns/globex/sovereign.ts': globexSource });
  compileWorkspace(workspace.root);
  const one = await nx('run', 'globex:propose');
  expect([one.status, Object.keys(github.refs())]).toEqual([0, ['refs/heads/fleet/globex', 'refs/heads/main']]);
  const looks = github.counts()['GET /repos/{owner}/{repo}/branches/{branch}'] ?? 0;
  const many = await nx('run-many', '-t', 'propose');
  expect(many.status).toBe(0);
  expect(statesIn({ ...many, stdout: many.output, stderr: '' })).toEqual(['acme created', 'globex open-current']);
  expect(github.counts()['GET /repos/{owner}/{repo}/branches/{branch}']).toBe(looks + 1);
  expect(github.pulls().map(({ state }) => state)).toEqual(['open', 'open']);
});

test('three processes at once make one pull request of each Sovereign, and the next one nothing', async () => {
  writeFiles(workspace.root, { 'sovereigns/globex/sovereign.ts': globexSource });
  compileWorkspace(workspace.root);
  const ended = await Promise.all([newProcess(), newProcess(), newProcess()]);
  expect(ended.map(({ status, stderr }) => [status, /failed|warning/.exec(stderr)])).toEqual(Array(3).fill([0, null]));
  const created = ended.flatMap(statesIn).filter((told) => told.endsWith('created'));
  expect(created.length).toBeGreaterThanOrEqual(2);
  expect(github.pulls().map(({ head, state }) => `${head} ${state}`)).toEqual(['fleet/acme open', 'fleet/globex open']);
  const before = writes();
  const next = await propose();
  expect([next.status, statesIn(next), writes()]).toEqual([0, ['acme open-current', 'globex open-current'], before]);
  for (const name of ['acme', 'globex']) {
    const own = (files: Readonly<Record<string, string>>) => filesOf(files, `clusters/${name}.example.com/`);
    expect(own(cloneFleet(github, `fleet/${name}`))).toEqual(own(compileFleet(workspace.root)));
  }
});

function filesOf(files: Readonly<Record<string, string>>, folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(folder)));
}

test('what a person holds is a failure where that is asked for, with Nx too', async () => {
  await propose();
  github.commit({ branch: 'fleet/acme', files: { 'clusters/acme.example.com/hand.yaml': 'mine' } });
  expect((await propose('--strict')).status).toBe(3);
  expect((await nx('run', 'acme:propose')).status).toBe(0);
  expect((await nx('run', 'acme:propose', '--strict')).status).toBe(1);
});

test('--take-over tells what it replaces before and while it does, and keeps what is elsewhere', async () => {
  await propose();
  const file = 'clusters/acme.example.com/fsn1/kustomization.yaml';
  const ours = compileFleet(workspace.root)[file] ?? '';
  const mine = `${ours}# mine\n`;
  github.commit({ branch: 'fleet/acme', files: { [file]: mine, 'docs/mine.md': 'mine\n' } });
  const planned = await propose('acme', '--take-over', '--dry-run');
  expect([planned.status, statesIn(planned)]).toEqual([2, ['acme updated']]);
  const told = (verb: string) => `\n  ${verb} what others changed on the branch:\n    ${file}\n`;
  expect(planned.stderr).toContain(told('would replace'));
  expect(planned.stderr).toMatch(
    /\n {2}from what others changed on the branch:\n--- a\/clusters[^]*\n-# mine\n {2}from the base:\n/,
  );

  const taken = await propose('acme', '--take-over');
  expect(taken.stderr).toContain(told('replaced'));
  expect(cloneFleet(github, 'fleet/acme')).toEqual(compileFleet(workspace.root));
  expect(github.files('fleet/acme').get('docs/mine.md')).toBe('mine\n');
  const again = await propose('acme');
  expect([again.status, statesIn(again)]).toEqual([0, ['acme open-current']]);
});

test('what is proposed and in no commit is told of, and proposed', async () => {
  execFileSync('git', ['init', '--quiet'], { cwd: workspace.root });
  const { status, stderr } = await propose();
  expect([status, stderr.split('\n')[0]]).toEqual([
    0,
    'warning: proposes what is not committed: gitops-out/, sovereigns/',
  ]);
});

test('what cannot be proposed fails with what to do, and the others go on', async () => {
  writeFiles(workspace.root, { 'sovereigns/globex/sovereign.ts': globexSource });
  compileWorkspace(workspace.root);
  const drifted = 'gitops-out/clusters/globex.example.com/fsn1/kustomization.yaml';
  writeFileSync(join(workspace.root, drifted), 'edited: true\n');
  const { status, stdout, stderr } = await propose();
  expect([status, statesIn({ status, stdout, stderr })]).toEqual([1, ['globex failed', 'acme created']]);
  expect(stderr).toContain(
    `globex: failed: ${drifted}: content is "other text": it is not what the spec compiles to. Run "npx nx ` +
      'sync", and commit what it writes.\n',
  );
});

test('where nothing compiled can be proposed, nothing is asked, and the first files are named', async () => {
  for (const file of ['bootstrap-kit/kustomization.yaml', 'fsn1/bootstrap-kit.yaml', 'fsn1/kustomization.yaml'])
    writeFileSync(join(workspace.root, 'gitops-out/clusters/acme.example.com', file), 'edited: true\n');
  writeFileSync(join(workspace.root, 'gitops-out/clusters/acme.example.com/stale.yaml'), 'stale: true\n');
  const { status, stdout, stderr } = await propose();
  const folder = 'gitops-out/clusters/acme.example.com';
  expect(stderr).toBe(
    `acme: failed: ${folder}/bootstrap-kit/kustomization.yaml: content is "other text": it is not what the spec ` +
      'compiles to. Run "npx nx sync", and commit what it writes. ' +
      `The same of ${folder}/fsn1/bootstrap-kit.yaml, ${folder}/fsn1/kustomization.yaml and 1 more.\n` +
      'https://git.example.com/platform/fleet: 1 failed; 0 requests.\n',
  );
  expect([status, statesIn({ status, stdout, stderr }), github.requests()]).toEqual([1, ['acme failed'], []]);
  expect(runsIn(stdout)).toMatchObject([{ summary: { states: { failed: 1 } } }]);
});
