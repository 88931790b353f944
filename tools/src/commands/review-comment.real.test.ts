import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatJson, formatMarkdown, parseReviewFile, type Review, reviewMarker } from '@sovereign-fleet/policy';
import { keepComment, octokitFor } from './octokit';
import { commentText } from './review-comment';
import { readReviews } from './review-files';
import { workspaceRoot } from '../workspace';

interface Kept {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

/** A GitHub that keeps the comments of one pull request, on loopback. */
interface Forge {
  readonly url: string;
  readonly comments: Kept[];
  /** Method and path of every request. */
  readonly requests: string[];
  /** Answers writes with this status instead. */
  refuseWrites?: number;
}

const token = 'ghs_neverPrintedAnywhere';
const bot = 'github-actions[bot]';
const pull = { owner: 'o', repo: 'r', number: 7 };
const marker = reviewMarker;
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function startForge(comments: readonly Omit<Kept, 'id'>[] = []): Promise<Forge> {
  const forge: Forge = { url: '', comments: comments.map((one, index) => ({ ...one, id: index + 1 })), requests: [] };
  const server = createServer((request, response) => {
    void answer(forge, request).then(({ status, json, link }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...(link === undefined ? {} : { link }) });
      response.end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  // A server on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return Object.assign(forge, { url: `http://127.0.0.1:${port}` });
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly link?: string;
}

async function answer(forge: Forge, request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const sent = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as { body?: string });
  const url = new URL(request.url ?? '', forge.url);
  const called = `${request.method ?? ''} ${url.pathname}`;
  forge.requests.push(called);
  if (!(request.headers.authorization ?? '').endsWith(token)) return { status: 401, json: { message: 'Bad' } };
  if (called === 'POST /graphql') return { status: 200, json: { data: { viewer: { login: bot } } } };
  if (called === 'GET /repos/o/r/issues/7/comments') return page(forge, url);
  if (forge.refuseWrites !== undefined) return { status: forge.refuseWrites, json: { message: 'no' } };
  if (called === 'POST /repos/o/r/issues/7/comments') {
    const made = { id: forge.comments.length + 1, body: sent.body ?? '', user: { login: bot } };
    forge.comments.push(made);
    return { status: 201, json: made };
  }
  const [, id] = /^PATCH \/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(called) ?? [];
  const own = forge.comments.find((one) => String(one.id) === id);
  if (own === undefined) return { status: 404, json: { message: 'Not Found' } };
  own.body = sent.body ?? '';
  return { status: 200, json: own };
}

function page({ comments, url: root }: Forge, url: URL): Answer {
  const size = Number(url.searchParams.get('per_page') ?? 30);
  const number = Number(url.searchParams.get('page') ?? 1);
  const next = `<${root}${url.pathname}?per_page=${size}&page=${number + 1}>; rel="next"`;
  const rest = comments.length > number * size ? { link: next } : {};
  return { status: 200, json: comments.slice((number - 1) * size, number * size), ...rest };
}

const keep = (forge: Forge, text: string, create = true) =>
  keepComment(octokitFor(token, forge.url), pull, { marker, text: `${marker}\n${text}\n`, create });

const writes = ({ requests }: Forge) =>
  requests.filter((one) => !one.startsWith('GET ') && one !== 'POST /graphql').length;

test('the first run creates the comment, an equal text writes nothing, and a new text replaces it', async () => {
  const forge = await startForge();
  expect(await keep(forge, 'one')).toBe('created');
  expect(await keep(forge, 'one')).toBe('unchanged');
  expect(writes(forge)).toBe(1);
  expect(await keep(forge, 'two')).toBe('updated');
  expect(forge.comments).toEqual([{ id: 1, body: `${marker}\ntwo\n`, user: { login: bot } }]);
});

test('a comment that GitHub keeps with other line ends is the same comment', async () => {
  const forge = await startForge([{ body: `${marker}\r\none`, user: { login: bot } }]);
  expect(await keep(forge, 'one')).toBe('unchanged');
});

test('the comment is found among 150 others', async () => {
  const others = Array.from({ length: 150 }, (_, index) => ({ body: `Comment ${index}`, user: { login: 'anna' } }));
  const forge = await startForge([...others, { body: `${marker}\nold`, user: { login: bot } }]);
  expect(await keep(forge, 'new')).toBe('updated');
  expect(forge.comments).toHaveLength(151);
  expect(forge.comments[150]?.body).toBe(`${marker}\nnew\n`);
});

test('a comment with the marker is not ours if somebody else wrote it, or if the marker is quoted', async () => {
  const theirs = [
    { body: `${marker}\nfake`, user: { login: 'mallory' } },
    { body: `${marker}\nfake`, user: { login: 'github-actions' } },
    { body: `> ${marker}`, user: { login: bot } },
  ];
  const forge = await startForge(theirs);
  expect(await keep(forge, 'real')).toBe('created');
  expect(forge.comments.map(({ body }) => body)).toEqual([...theirs.map(({ body }) => body), `${marker}\nreal\n`]);
});

test('a review without findings updates the comment and creates none', async () => {
  const forge = await startForge();
  expect(await keep(forge, 'nothing', false)).toBe('not needed');
  expect(writes(forge)).toBe(0);
  forge.comments.push({ id: 1, body: `${marker}\nold`, user: { login: bot } });
  expect(await keep(forge, 'nothing', false)).toBe('updated');
});

const where = 'The review could not be written to pull request 7 of o/r';

test.each([
  {
    status: 403,
    message:
      `${where}: the token may not do it (403). Give the job the permission "pull-requests: write". On a pull ` +
      'request from a fork GitHub gives no such token.',
  },
  { status: 404, message: `${where}: it is not there, or the token may not see it (404). Check its number.` },
  { status: 422, message: `${where}: GitHub answered 422.` },
])('a refusal of GitHub with $status becomes an error that says what to do', async ({ status, message }) => {
  const forge = Object.assign(await startForge(), { refuseWrites: status });
  await expect(keep(forge, 'text')).rejects.toThrow(new Error(message));
});

test('an invalid token is an error', async () => {
  const forge = await startForge();
  const comment = { marker, text: marker, create: true };
  await expect(keepComment(octokitFor('other', forge.url), pull, comment)).rejects.toThrow(
    new Error(`${where}: the token is not valid (401). Set GITHUB_TOKEN to one that is.`),
  );
});

const acme: Review = { name: 'acme', fqdn: 'acme.example.com', regions: ['fsn1'], standIns: [], findings: [] };
const fullText = 'the artefacts "review-*" of this run';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'reviews-'));
  closers.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const file = (...reviews: readonly object[]): string => JSON.stringify({ version: 1, reviews });

test('the reviews of all shards are joined, and links are not followed', () => {
  const globex = { ...acme, name: 'globex' };
  const folder = folderOf({ 'review-1/globex/review.json': file(globex), 'review-2/acme/review.json': file(acme) });
  mkdirSync(join(folder, 'link'));
  symlinkSync(join(folder, 'review-2/acme/review.json'), join(folder, 'link/review.json'));
  expect(readReviews(folder)).toEqual([acme, globex]);
});

test('the reviews that `nx run review` writes can be read', () => {
  const golden = join(workspaceRoot, 'packages/policy/src/report/golden');
  const folders = readdirSync(golden).filter((name) => existsSync(join(golden, name, 'review.json')));
  expect(folders).not.toEqual([]);
  for (const name of folders) {
    const text = readFileSync(join(golden, name, 'review.json'), 'utf8');
    const reviews = [...parseReviewFile('review.json', text).reviews].sort((a, b) => a.name.localeCompare(b.name));
    expect(formatJson(readReviews(join(golden, name)))).toBe(formatJson(reviews));
  }
});

const remedy = 'Bring the branch of the pull request up to its base and run the review again.';

test.each([
  { content: '{', message: `review.json is no review of version 1: it is not JSON. ${remedy}` },
  {
    content: '{"version":2,"reviews":[]}',
    message: `review.json is no review of version 1: version is not as it should be. ${remedy}`,
  },
  {
    content: file({ ...acme, findings: [{}] }),
    message: `review.json is no review of version 1: reviews.0.findings.0.rule is not as it should be. ${remedy}`,
  },
  { content: file(acme, acme), message: 'review.json: "acme" is in review.json too' },
])('a file that holds $content is refused', ({ content, message }) => {
  let said = '';
  try {
    readReviews(folderOf({ 'review.json': content }));
  } catch (error) {
    said = error instanceof Error ? error.message : '';
  }
  expect(said).toBe(message);
});

test('the comment is the report of all reviews, and names the Sovereigns without one', () => {
  expect(commentText([acme], ['acme'])).toBe(formatMarkdown([acme], { fullText }));
  const missing = '**Not reviewed, since its job did not come to an end: `globex`.** Read its log.\n';
  expect(commentText([acme], ['globex', 'acme'])).toBe(`${formatMarkdown([acme], { fullText })}\n${missing}`);
  expect(commentText([], ['globex'])).toBe(`${marker}\n\n## Review of what Flux would apply\n\n${missing}`);
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

async function run(args: readonly string[], env: NodeJS.ProcessEnv) {
  const command = ['--require', '@swc-node/register', 'tools/src/commands/review-comment.ts', ...args];
  const child = spawn(process.execPath, command, { cwd: workspaceRoot, env: { ...process.env, ...env } });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, output };
}

const good = ['--repository=o/r', '--pull=7', '--affected=acme'];

const issue = (text: string) => `1 problem, nothing was written\nnpm run ci:comment: ${text}`;

test('the command reads the folder, writes the comment and never prints the token', async () => {
  const forge = await startForge();
  const args = [...good, `--folder=${folderOf({ 'review-1/acme/review.json': file(acme) })}`];
  const env = { GITHUB_TOKEN: token, GITHUB_API_URL: forge.url };
  expect(await run(args, env)).toEqual({ status: 0, output: 'Comment on pull request 7: created.\n' });
  expect(await run(args, env)).toEqual({ status: 0, output: 'Comment on pull request 7: unchanged.\n' });
  expect(forge.comments.map(({ body }) => body)).toEqual([commentText([acme], ['acme'])]);
  forge.refuseWrites = 403;
  const refused = await run([...args, '--affected=acme,globex'], env);
  expect(refused.status).toBe(1);
  expect(refused.output).toMatch(/^The review could not be written .* "pull-requests: write"/);
  expect(refused.output).not.toContain(token);
});

test('a server that cannot be reached is an error of the command', async () => {
  const env = { GITHUB_TOKEN: token, GITHUB_API_URL: 'http://127.0.0.1:1' };
  const output = `${where}: GitHub could not be reached.\n`;
  expect(await run([...good, `--folder=${folderOf({})}`], env)).toEqual({ status: 1, output });
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
  const result = await run([...good, '--folder=none', ...args], { GITHUB_TOKEN: '' });
  expect(result).toEqual({ status: 1, output: `${message}\n` });
});
