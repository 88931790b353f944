// The commands as people type them, in a workspace of their own, on a GitHub of our own.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, makeWorkspace, nx, writeFiles } from '../../../generators/src/test-workspace';
import { start, stopAll } from '../github/for-tests';
import type { Github } from '../github/github';
import { workspaceRoot } from '../workspace';

const globexSource = `import { defineSovereign } from '@sovereign-fleet/domain';

export default defineSovereign({
  fqdn: 'globex.example.com',
  environment: 'prod',
  regions: [{ key: 'fsn1', provider: 'hetzner' }],
});
`;

let root: string;
let github: Github;

beforeEach(async () => {
  root = makeWorkspace();
  cpSync(join(workspaceRoot, 'tools'), join(root, 'tools'), { recursive: true });
  expect(nx(root, 'sync').status).toBe(0);
  ({ github } = await start({ owner: 'platform' }));
});

afterEach(async () => {
  rmSync(root, { recursive: true });
  await stopAll();
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not in this process, which has to answer for GitHub meanwhile. */
function run(script: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const token = { SOVEREIGN_FLEET_GITHUB_API_URL: github.url, SOVEREIGN_FLEET_GITHUB_TOKEN: github.token };
  const env = { ...process.env, NO_COLOR: '1', NX_DAEMON: 'false', ...token, ...more };
  const child = spawn(process.execPath, ['--require', '@swc-node/register', join(root, script), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (status) => {
      resolve({ status, ...texts });
    });
  });
}

const propose = (...args: readonly string[]) => run('tools/src/propose.ts', args);

interface Line {
  readonly name?: string;
  readonly state?: string;
  readonly wouldDo?: readonly string[];
}

function statesIn({ stdout }: Ended): readonly string[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.flatMap((line) => {
    const { name, state } = JSON.parse(line) as Line;
    return name === undefined ? [] : [`${name} ${state ?? ''}`];
  });
}

function writes(): number {
  return github.requests().filter(({ method }) => method !== 'GET').length;
}

/** What is compiled, as the fleet repository should have it. */
function compiled(): Readonly<Record<string, string>> {
  const files = Object.entries(filesIn(root, 'gitops-out'));
  return Object.fromEntries(files.map(([path, text]) => [path.slice('gitops-out/'.length), text]));
}

/** What plain git gets of a branch, below clusters/. */
function cloned(branch: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'sovereign-fleet-clone-'));
  try {
    github.clone(join(folder, 'fleet'), branch);
    return filesIn(join(folder, 'fleet'), 'clusters');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a Sovereign is planned, proposed, left alone, merged, and done', async () => {
  const planned = await propose('--dry-run');
  expect([planned.status, statesIn(planned), writes()]).toEqual([2, ['acme created'], 0]);
  expect(planned.stderr).toContain('\n+++ b/clusters/acme.example.com/fsn1/kustomization.yaml\n');

  const first = await propose();
  expect([first.status, statesIn(first)]).toEqual([0, ['acme created']]);
  expect(cloned('fleet/acme')).toEqual(compiled());
  const before = writes();
  const second = await propose();
  expect([second.status, statesIn(second), writes()]).toEqual([0, ['acme open-current'], before]);

  github.merge(1);
  expect(cloned('main')).toEqual(compiled());
  expect(statesIn(await propose())).toEqual(['acme cleaned']);
  const done = await propose();
  expect([done.status, statesIn(done)]).toEqual([0, ['acme unchanged']]);
  expect(Object.keys(github.refs())).toEqual(['refs/heads/main']);
  expect(`${first.stdout}${first.stderr}${done.stdout}`).not.toContain(github.token);
});

test('nx run proposes one Sovereign and nx run-many all of them, in one look at the fleet repository', async () => {
  writeFiles(root, { 'sovereigns/globex/sovereign.ts': globexSource });
  expect(nx(root, 'sync').status).toBe(0);
  const one = await run('node_modules/nx/dist/bin/nx.js', ['run', 'globex:propose']);
  expect([one.status, Object.keys(github.refs())]).toEqual([0, ['refs/heads/fleet/globex', 'refs/heads/main']]);
  const looks = github.counts()['GET /repos/{owner}/{repo}/branches/{branch}'] ?? 0;
  const many = await run('node_modules/nx/dist/bin/nx.js', ['run-many', '-t', 'propose']);
  expect(many.status).toBe(0);
  expect(statesIn(many)).toEqual(['acme created', 'globex open-current']);
  expect(github.counts()['GET /repos/{owner}/{repo}/branches/{branch}']).toBe(looks + 1);
  expect(github.pulls().map(({ state }) => state)).toEqual(['open', 'open']);
});

test('what cannot be proposed fails with what to do, and the others go on', async () => {
  writeFiles(root, { 'sovereigns/globex/sovereign.ts': globexSource });
  expect(nx(root, 'sync').status).toBe(0);
  const drifted = 'gitops-out/clusters/globex.example.com/fsn1/kustomization.yaml';
  writeFileSync(join(root, drifted), 'edited: true\n');
  const { status, stdout, stderr } = await propose();
  expect([status, statesIn({ status, stdout, stderr })]).toEqual([1, ['globex failed', 'acme created']]);
  expect(stderr).toContain(
    `globex: failed: ${drifted}: content is "other text": it is not what the spec compiles to. Run "npx nx sync", and commit what it writes.\n`,
  );
});

test.each([
  {
    args: ['acmee'],
    says: 'command line: name is "acmee": there is no such Sovereign. Did you mean "acme"? Write one of acme.\n',
  },
  { args: ['--drye-run'], says: "Unknown option '--drye-run'" },
])('$args is refused before anything is asked', async ({ args, says }) => {
  const { status, stderr } = await propose(...args);
  expect(status).toBe(1);
  expect(stderr).toContain(says);
  expect(github.requests()).toEqual([]);
});

test('a Sovereign without a spec is told of, and goes when that is asked for', async () => {
  await propose();
  github.merge(1);
  await propose();
  writeFiles(root, { 'sovereigns/globex/sovereign.ts': globexSource });
  rmSync(join(root, 'sovereigns/acme'), { recursive: true });
  expect(nx(root, 'sync').status).toBe(0);
  const told = await propose();
  expect([told.status, statesIn(told)]).toEqual([0, ['globex created']]);
  expect(told.stderr).toContain(
    'clusters/acme.example.com is of no Sovereign here: --allow-removal proposes that it goes.\n',
  );
  const removed = await propose('--allow-removal');
  expect([removed.status, statesIn(removed)]).toEqual([0, ['globex open-current', 'acme-example-com created']]);
  github.merge(3);
  expect([...github.files('main').keys()]).toEqual(['README.md']);
});
