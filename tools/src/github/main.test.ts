import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';
import { help, parseOptions } from './main';

const command = ['--require', '@swc-node/register', join(__dirname, 'main.ts')];

test.each([
  { args: [], says: '--repository is not set: name the folder of a bare repository' },
  { args: ['--repository=x', '--port=http'], says: '--port is "http": take 0 to 65535' },
  { args: ['--repository=x', '--port=70000'], says: '--port is "70000": take 0 to 65535' },
  { args: ['--repository=x', '--name=fleet'], says: '--name is "fleet": take <owner>/<repository>' },
])('$args is refused: $says', ({ args, says }) => {
  expect(() => parseOptions(args)).toThrow(says);
});

test('a folder of other things is left alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'other-'));
  writeFileSync(join(folder, 'mine.txt'), '');
  const { status, stderr } = spawnSync(process.execPath, [...command, '--repository', folder], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, `${folder} is not empty, and no bare repository: take another folder\n`]);
  rmSync(folder, { recursive: true });
});

test('the command serves a new repository until it is interrupted, and plain git clones it before and after', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  const bare = join(folder, 'fleet.git');
  const server = spawn(process.execPath, [...command, '--repository', bare], { cwd: workspaceRoot });
  const [output] = (await once(server.stdout, 'data')) as [Buffer];
  const url = /API +(\S+)\n/.exec(output.toString())?.[1] ?? '';
  expect(output.toString().replaceAll(url, 'URL')).toBe(
    `GitHub's API   URL\ntoken          test-token\npull requests  URL/acme/fleet/pulls\ngit clone      ${bare}\n\nStop with Ctrl+C.\n`,
  );
  const clone = (to: string) =>
    spawnSync('git', ['clone', '--quiet', bare, join(folder, to)], { encoding: 'utf8' }).stderr;
  expect(clone('before')).toBe('');
  const answer = await fetch(`${url}/repos/acme/fleet`, { headers: { authorization: 'token test-token' } });
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
  for (const option of ['--repository', '--port', '--name']) expect(help).toContain(option);
});
