import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chartStore } from '../charts/chart-store';
import { isChartMissing } from '../contract/failure';
import { findHelm } from '../programs/programs';
import { pushChart, type Registry, startRegistry } from './loopback-registry';

// For tests: a real registry that has the chart demo 0.1.0, and lets in nobody without this password.

export const password = 'correct-horse';
export const auth = Buffer.from(`me:${password}`).toString('base64');
const account = 'me:$2y$05$rdcWzU7TAimOtJeDFzIgpebZ6yKxLIL0IVl55sRlagTLyHQLhCJaS';

export interface ClosedRegistry {
  readonly helm: string;
  readonly root: string;
  readonly host: string;
  /** Of the chart in the registry. */
  readonly digest: string;
  /** The home of the person who runs the test. Programs in its `bin` are in the PATH. */
  readonly home: string;
  readonly cacheFolder: string;
}

/** The registry for all tests of the suite, with a new home and an empty cache for each test. */
export function closedRegistry(): ClosedRegistry {
  const closed = { helm: '', root: '', host: '', digest: '', home: '', cacheFolder: '' };
  let registry: Registry;
  beforeAll(async () => {
    closed.helm = await findHelm();
    closed.root = mkdtempSync(join(tmpdir(), 'registry-credentials-'));
    const archive = packageDemo(closed);
    registry = await startRegistry({ root: closed.root, name: 'registry', account });
    closed.host = registry.host;
    const env = { HOME: join(closed.root, 'pusher'), PATH: process.env['PATH'] };
    logIn(closed, env);
    closed.digest = pushChart({ helm: closed.helm, host: closed.host, archive, env });
  });
  afterAll(async () => {
    await registry.stop();
    rmSync(closed.root, { recursive: true });
  });
  beforeEach(() => {
    closed.home = mkdtempSync(join(closed.root, 'home-'));
    closed.cacheFolder = mkdtempSync(join(closed.root, 'cache-'));
  });
  return closed;
}

function packageDemo({ helm, root }: ClosedRegistry): string {
  const chart = join(root, 'demo');
  writeWithFolder(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: demo\nversion: 0.1.0\n');
  writeWithFolder(join(chart, 'templates/a.yaml'), 'kind: A\n');
  execFileSync(helm, ['package', chart, `--destination=${root}`]);
  return join(root, 'demo-0.1.0.tgz');
}

/** Writes a file, and makes its folder if it is not there. */
export function writeWithFolder(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Logs in with `helm registry login`. */
export function logIn({ helm, host }: ClosedRegistry, env: NodeJS.ProcessEnv): void {
  const args = ['registry', 'login', host, '-u', 'me', '--password-stdin', '--plain-http'];
  execFileSync(helm, args, { env, input: password, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Writes a program into the PATH of the person, and returns its path. */
export function writeProgram({ home }: ClosedRegistry, name: string, script: string): string {
  const file = join(home, 'bin', name);
  writeWithFolder(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A file of credentials that has those for the registry. */
export function fileWithAuth({ host }: ClosedRegistry, of = auth): string {
  return JSON.stringify({ auths: { [host]: { auth: of } } });
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface Asked {
  readonly version?: { readonly tag: string } | { readonly semver: string } | { readonly digest: string };
  readonly helm?: string;
}

/** The chart and where it came from, or the reason why it could not be pulled, with the remedy. */
export async function pullDemo(
  registry: ClosedRegistry,
  environment: Environment = {},
  asked: Asked = {},
): Promise<string> {
  const { host, home } = registry;
  const store = chartStore({
    ...registry,
    ...(asked.helm !== undefined && { helm: asked.helm }),
    timeoutSeconds: 30,
    environment: { PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: home, ...environment },
    offline: false,
    localCharts: new Map(),
    subcharts: new Map(),
  });
  const reference = { kind: 'oci', url: `oci://${host}/charts/demo`, ...(asked.version ?? { tag: '0.1.0' }) } as const;
  const found = await store.findChart(reference);
  if (found.ok) return `${found.value.name} ${found.value.version} ${found.value.origin}`;
  return [found.reason, found.remedy, isChartMissing(found) ? 'absent' : 'wrong'].join('\n').replaceAll(host, 'HOST');
}

/** What `pullDemo` returns where the registry let the person in. */
export const had = 'demo 0.1.0 pulled';
