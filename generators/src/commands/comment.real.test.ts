import { spawn } from 'node:child_process';
import { workspaceRoot } from '@nx/devkit';
import { formatMarkdown, reviewMarker } from '@sovereign-fleet/policy';
import {
  acmeReview as acme,
  folderOf,
  removeFolders,
  reviewFile,
  startForge,
  stopForges,
  token,
} from '@sovereign-fleet/workspace/testing';
import { commentText, writeComment } from '@sovereign-fleet/workspace/commands';

afterEach(() => {
  stopForges();
  removeFolders();
});

const fullText = 'the artefacts "review-*" of this run';

test('the comment is the report of all reviews, and names the Sovereigns without one', () => {
  expect(commentText([acme], ['acme'])).toBe(formatMarkdown([acme], { fullText }));
  const missing = '**Not reviewed, since its job did not come to an end: `globex`.** Read its log.\n';
  expect(commentText([acme], ['globex', 'acme'])).toBe(`${formatMarkdown([acme], { fullText })}\n${missing}`);
  expect(commentText([], ['globex'])).toBe(`${reviewMarker}\n\n## Review of what Flux would apply\n\n${missing}`);
});

test('the comment has at most 60,000 characters, even with many findings and many missing reviews', () => {
  const findings = Array.from({ length: 2000 }, (_, index) => ({
    rule: 'image-mirror',
    severity: 'error' as const,
    region: 'fsn1',
    object: `Pod ${index}`,
    field: 'spec',
    problem: 'p'.repeat(200),
    remedy: 'r'.repeat(200),
    file: 'f',
  }));
  const text = commentText(
    [{ ...acme, findings }],
    Array.from({ length: 1000 }, (_, index) => `s${index}`),
  );
  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(text).toContain(' and 988 more.** Read its log.\n');
});

/** The command as a workflow starts it. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv) {
  const command = ['generators/bin/sovereign-fleet.cjs', 'comment', ...args];
  const child = spawn(process.execPath, command, { cwd: workspaceRoot, env: { ...process.env, ...env } });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, output };
}

const good = ['--repository=o/r', '--pull=7', '--affected=acme'];

const issue = (text: string) => `1 problem, nothing was written\nsovereign-fleet comment: ${text}`;

test('the command reads the folder, writes the comment and never prints the token', async () => {
  const forge = await startForge();
  const args = [...good, `--folder=${folderOf({ 'review-1/acme/review.json': reviewFile(acme) })}`];
  const env = { GITHUB_TOKEN: token, GITHUB_API_URL: forge.url };
  expect(await run(args, env)).toEqual({ status: 0, output: 'Comment on pull request 7: created.\n' });
  expect(await writeComment(args, env)).toBe('Comment on pull request 7: unchanged.\n');
  expect(forge.comments.map(({ body }) => body)).toEqual([commentText([acme], ['acme'])]);
  forge.refuseWrites = 403;
  const refused = await run([...args, '--affected=acme,globex'], env);
  expect(refused.status).toBe(1);
  expect(refused.output).toMatch(/^The review could not be written .* "pull-requests: write"/);
  expect(refused.output).not.toContain(token);
});

test('a server that cannot be reached is an error of the command', async () => {
  const env = { GITHUB_TOKEN: token, GITHUB_API_URL: 'http://127.0.0.1:1' };
  await expect(writeComment([...good, `--folder=${folderOf({})}`], env)).rejects.toThrow(
    /^The review could not be written to pull request 7 of o\/r: GitHub could not be reached\.$/,
  );
});

test.each([
  {
    args: ['--repository=o'],
    message: issue('--repository is "o": it is not a repository. Write <owner>/<name>.'),
  },
  {
    args: ['--pull=7;id'],
    message: issue('--pull is "7;id": it is not the number of a pull request. Write its number.'),
  },
  { args: ['--folder='], message: issue('--folder is "": it needs one value. Write --folder=<value>.') },
  {
    args: ['--affected=a b'],
    message: issue('--affected is "a b": it is not a DNS label. Write names of Sovereigns.'),
  },
  {
    args: ['--affectd=acme'],
    message: issue(
      '--affectd is "acme": there is no such option. Did you mean "--affected"? Write one of --folder, ' +
        '--repository, --pull, --affected, --help.',
    ),
  },
  { args: [], message: 'GITHUB_TOKEN is not set: give the job its token' },
])('the comment command refuses $args', async ({ args, message }) => {
  const refused = writeComment([...good, '--folder=none', ...args], { GITHUB_TOKEN: '' });
  await expect(refused).rejects.toThrow(expect.objectContaining({ message }) as Error);
});

test('the command prints why it refuses, and ends with 1', async () => {
  const output = 'GITHUB_TOKEN is not set: give the job its token\n';
  expect(await run([...good, '--folder=none'], { GITHUB_TOKEN: '' })).toEqual({ status: 1, output });
});
