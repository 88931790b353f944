import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isChartMissing } from '../contract/failure';
import { chartStore } from './chart-store';
import { hostOfServer } from '../testing/loopback-server';
import { runProgram } from '../programs/program';
import { findHelm } from '../programs/programs';

// Helm reads the credentials that `helm repo add --username` wrote. The repository lets in nobody else.

const password = 'correct:horse/battery staple';
const header = `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;

let helm: string;
let root: string;
let home: string;
let server: Server;
let url: string;
/** True if the repository sends the credentials back in its answer, as a broken one might. */
let isEchoing = false;

beforeAll(async () => {
  helm = await findHelm();
  root = mkdtempSync(join(tmpdir(), 'repository-credentials-'));
  mkdirSync(join(root, 'demo'));
  writeFileSync(join(root, 'demo/Chart.yaml'), 'apiVersion: v2\nname: demo\nversion: 0.1.0\n');
  mkdirSync(join(root, 'charts'));
  execFileSync(helm, ['package', join(root, 'demo'), `--destination=${join(root, 'charts')}`]);
  execFileSync(helm, ['repo', 'index', join(root, 'charts')]);
  server = createServer(({ headers, url: asked = '' }, response) => {
    const file = join(root, 'charts', basename(asked));
    const { authorization = '' } = headers;
    if (isEchoing) response.writeHead(302, { location: `http://me:secret-word@127.0.0.1:9/${authorization}` }).end();
    else if (authorization !== header) response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
    else if (existsSync(file)) createReadStream(file).pipe(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  url = `http://${hostOfServer(server)}/charts`;
});
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  isEchoing = false;
  home = mkdtempSync(join(root, 'home-'));
});

/** Adds the repository with real Helm, which has the password. */
async function addRepository(): Promise<void> {
  const args = ['repo', 'add', 'mine', url, '--username=me', '--password-stdin'];
  const env = { HOME: home, PATH: process.env['PATH'] };
  const added = await runProgram({ program: helm, args, env, input: password, timeoutSeconds: 30 });
  if (!added.ok) throw new Error(added.reason);
}

const repositoriesFile = (): string => join(home, '.config/helm/repositories.yaml');

interface Asked {
  readonly version?: string;
  readonly slash?: string;
  readonly program?: string;
}

async function pulled({ version = '0.1.0', slash = '', program = helm }: Asked = {}): Promise<string> {
  const store = chartStore({
    helm: program,
    root,
    cacheFolder: join(home, 'kept'),
    timeoutSeconds: 30,
    environment: { PATH: process.env['PATH'], HOME: home },
    offline: false,
    localCharts: new Map(),
    subcharts: new Map(),
  });
  const found = await store.findChart({ kind: 'helm', url: `${url}${slash}`, name: 'demo', version });
  if (found.ok) return `${found.value.name} ${found.value.version} ${found.value.origin}`;
  return [found.reason, found.remedy, isChartMissing(found) ? 'absent' : 'wrong'].join('\n').replaceAll(url, 'URL');
}

const refusedWords =
  'looks like "URL" is not a valid chart repository or cannot be reached: ' +
  'failed to fetch URL/index.yaml : 401 Unauthorized';

test.each([{ slash: '' }, { slash: '/' }, { version: '>=0.1.0 <1' }, { version: '*' }])(
  'a person who added the repository gets its charts: %j',
  async (asked) => {
    await addRepository();
    expect(await pulled(asked)).toBe('demo 0.1.0 pulled');
  },
);

test('a person who did not add the repository is told how to add it', async () => {
  expect(await pulled()).toBe(
    [
      `chart demo 0.1.0: URL asks for credentials, and none are stored for it: ${refusedWords}`,
      'Add it with credentials: helm repo add <name> URL --username <user>',
      'absent',
    ].join('\n'),
  );
});

test('a person with a wrong password is told which repository it is stored for', async () => {
  await addRepository();
  const file = repositoriesFile();
  writeFileSync(file, readFileSync(file, 'utf8').replace(password, 'wrong-password'));
  expect(await pulled()).toBe(
    [
      `chart demo 0.1.0: URL refuses the credentials of the repository "mine" of "helm repo add": ${refusedWords}`,
      'Add it with credentials: helm repo add mine URL --username <user> --force-update',
      'absent',
    ].join('\n'),
  );
});

test('a chart that is missing in a repository with a password is reported in plain words', async () => {
  await addRepository();
  expect(await pulled({ version: '9.9.9' })).toBe(
    'chart demo 9.9.9: URL has no such version: chart "demo" matching 9.9.9 not found in mine index: ' +
      'no chart version found for demo-9.9.9\n' +
      'Write a version that it has\n' +
      'absent',
  );
});

test('credentials are in no argument, file or message of ours, even if the repository sends them back', async () => {
  await addRepository();
  const watched = join(home, 'watched');
  writeFileSync(watched, `#!/bin/sh\n{ echo "$@"; env; } >>"${home}/seen"\nexec "${helm}" "$@"\n`);
  chmodSync(watched, 0o755);
  expect(await pulled({ program: watched })).toBe('demo 0.1.0 pulled');
  isEchoing = true;
  const said = await pulled({ version: '0.1.x', program: watched });
  const files = readdirSync(join(home, 'kept'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const kept = files.map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'));
  const secrets = [password, encodeURIComponent(password), header.slice('Basic '.length), 'secret-word'];
  const texts = [said, readFileSync(join(home, 'seen'), 'utf8'), ...kept];
  expect(texts).toHaveLength(5);
  expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
  expect(said).toMatch(/cannot be reached: Get ".*": dial tcp 127\.0\.0\.1:9: connect: connection refused/);
});
