import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { help, parseOptions } from './command-line';
import { startGithub } from './start-github';
import { octokitFor } from './testing/test-server';

const workspaceRoot = join(__dirname, '../../..');

const command = ['--require', '@swc-node/register', join(__dirname, 'main.ts')];

test.each([
  { args: [], says: '--repository is not set: name the folder of a bare repository' },
  { args: ['--repository=x', '--port=http'], says: '--port is "http": take 0 to 65535' },
  { args: ['--repository=x', '--port=70000'], says: '--port is "70000": take 0 to 65535' },
  { args: ['--repository=x', '--name=fleet'], says: '--name is "fleet": take <owner>/<repository>' },
  { args: ['--repository=x', '--token=a b'], says: '--token is refused: take letters, digits, "_", "." and "-"' },
])('npm run github with $args is refused: $says', ({ args, says }) => {
  expect(() => parseOptions(args)).toThrow(says);
});

test('the command refuses a folder that holds something other than a repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'other-'));
  writeFileSync(join(folder, 'mine.txt'), '');
  const { status, stderr } = spawnSync(process.execPath, [...command, '--repository', folder], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, `${folder} is not empty, and not a bare repository: take another folder\n`]);
  rmSync(folder, { recursive: true });
});

test('the command makes no repository if its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo; // a server on TCP
  const folder = mkdtempSync(join(tmpdir(), 'taken-'));
  const bare = join(folder, 'fleet.git');
  const args = [...command, '--repository', bare, '--port', String(port)];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: workspaceRoot, encoding: 'utf8' });
  expect([status, stderr]).toEqual([
    1,
    `--port is "${port}": something listens there already. Take another port, or stop what listens there\n`,
  ]);
  expect(existsSync(bare)).toBe(false);
  other.close();
  rmSync(folder, { recursive: true });
});

/** What a person pastes: the URL and the token. */
function pasted(text: string): readonly [url: string, token: string] {
  const valueOf = (name: string) =>
    new RegExp(`^export SOVEREIGN_FLEET_GITHUB_${name}=(\\S+)$`, 'm').exec(text)?.[1] ?? '';
  return [valueOf('API_URL'), valueOf('TOKEN')];
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const ofHelp = 'the commands of the help hold, close and merge a pull request';

(hasCurl ? test : test.skip)(hasCurl ? ofHelp : `${ofHelp} (skipped: no curl in PATH)`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'held-'));
  const repository = join(folder, 'fleet.git');
  const github = await startGithub({ repository, owner: 'platform', token: 'mine' });
  const { git, pulls } = octokitFor(github, 'mine').rest;
  const at = { owner: 'platform', repo: 'fleet' };
  const sha = (await git.getRef({ ...at, ref: 'heads/main' })).data.object.sha;
  await git.createRef({ ...at, ref: 'refs/heads/fleet/acme', sha });
  github.commit({ branch: 'fleet/acme', files: { 'a.txt': 'a' } });
  await pulls.create({ ...at, title: 'acme', head: 'fleet/acme', base: 'main' });
  const commands = help.split('\n').filter((line) => line.startsWith('  curl '));
  expect(commands).toHaveLength(3);
  const env = { ...process.env, SOVEREIGN_FLEET_GITHUB_API_URL: github.url, SOVEREIGN_FLEET_GITHUB_TOKEN: 'mine' };
  const typed = async (what: string) => {
    const line = commands.find((one) => one.includes(what)) ?? '';
    const [status] = (await once(spawn('sh', ['-c', line], { env, stdio: 'ignore' }), 'close')) as [number];
    expect(status).toBe(0);
    return (await pulls.get({ ...at, pull_number: 1 })).data;
  };
  expect((await typed('fleet/hold')).labels.map(({ name }) => name)).toEqual(['fleet/hold']);
  expect((await typed('closed')).state).toBe('closed');
  await pulls.update({ ...at, pull_number: 1, state: 'open' });
  expect((await typed('merge')).merged).toBe(true);
  expect(github.violations()).toEqual([]);
  await github.stop();
  rmSync(folder, { recursive: true });
});

test('the command serves a new repository until it is interrupted, and git can clone it then and later', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  const bare = join(folder, 'fleet.git');
  const server = spawn(process.execPath, [...command, '--repository', bare], { cwd: workspaceRoot });
  const [output] = (await once(server.stdout, 'data')) as [Buffer];
  const [url, token] = pasted(output.toString());
  expect(token).toMatch(/^ghs_[0-9a-f]{36}$/);
  expect(output.toString().replaceAll(url, 'URL').replace(token, 'TOKEN')).toBe(`pull requests  URL/acme/fleet/pulls
git clone      ${bare}

Paste this into the terminal of "npx sovereign-fleet propose":

export SOVEREIGN_FLEET_GITHUB_API_URL=URL
export SOVEREIGN_FLEET_GITHUB_TOKEN=TOKEN

How to merge, close and hold a pull request: npm run github -- --help. Stop with Ctrl+C.
`);
  const clone = (to: string) =>
    spawnSync('git', ['clone', '--quiet', bare, join(folder, to)], { encoding: 'utf8' }).stderr;
  expect(clone('before')).toBe('');
  const answer = await fetch(`${url}/repos/acme/fleet`, { headers: { authorization: `token ${token}` } });
  expect(await answer.json()).toMatchObject({ full_name: 'acme/fleet', default_branch: 'main' });
  expect(await (await fetch(`${url}/acme/fleet/pulls`)).text()).toBe('No pull request yet.\n');
  server.kill('SIGINT');
  expect(await once(server, 'exit')).toEqual([0, null]);
  expect(clone('after')).toBe('');
  expect(existsSync(join(folder, 'after/README.md'))).toBe(true);
  rmSync(folder, { recursive: true });
});

test('the help names every option', () => {
  expect(parseOptions(['--help'])).toBeUndefined();
  for (const option of ['--repository', '--port', '--name', '--token']) expect(help).toContain(option);
});
