import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChartRequest, pullArguments } from './chart-request';
import type { ChartOutcome, Outcome } from './ports';
import { lateCollection } from './go-collector';
import { runProgram } from './program';

/** How to run Helm. */
export interface HelmCall {
  readonly helm: string;
  readonly timeoutSeconds: number;
  /** The environment of the process; of it Helm gets proxies, certificates and the registry's credentials alone. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A folder of ours, in which each call has a home that is removed after it. */
  readonly cacheFolder: string;
}

/** The bytes of a chart's archive, by a real `helm pull`, or Helm's own words on why there is none. */
export async function pullChart(call: HelmCall, request: ChartRequest): Promise<ChartOutcome<Uint8Array>> {
  return inPrivateHome(call, async (home) => {
    const destination = join(home, 'pulled');
    await mkdir(destination);
    const pulled = await runHelm(call, { home, args: pullArguments(request, destination) });
    if (!pulled.ok) return cannotBeHad.test(pulled.reason) ? { ...pulled, absent: true } : pulled;
    const [archive, another] = await readdir(destination);
    if (archive === undefined || another !== undefined)
      return { ok: false, reason: 'helm pull did not write one archive' };
    return { ok: true, value: await readFile(join(destination, archive)) };
  });
}

/**
 * Helm's words for what is not there, not for us, or not to be reached (helm 4.1: pkg/downloader, pkg/registry; Go: net).
 * What else it says of a chart is about one that is there, such as a digest that its bytes do not have.
 */
const cannotBeHad =
  /not found|could not locate|cannot be reached|failed to fetch|failed to do request|status code [45]\d\d|dial tcp|no such host|connection re|unreachable|timeout|did not end within|proxyconnect|tls: |x509: |unexpected EOF|: EOF$|unauthorized|denied|forbidden/i;

/** Runs `work` with a fresh folder, which is removed whatever happens. */
export async function inPrivateHome<T>({ cacheFolder }: HelmCall, work: (home: string) => Promise<T>): Promise<T> {
  await mkdir(cacheFolder, { recursive: true, mode: 0o700 });
  const home = await mkdtemp(join(cacheFolder, 'helm-'));
  try {
    return await work(home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

interface Run {
  readonly home: string;
  readonly args: readonly string[];
  readonly input?: string;
}

/** What Helm prints, or its words without warnings and credentials. */
export async function runHelm(call: HelmCall, { home, ...run }: Run): Promise<Outcome<string>> {
  const { helm: program, timeoutSeconds } = call;
  const env = { ...lateCollection, ...passedOn(call.environment), ...privateTo(home) };
  const ran = await runProgram({ program, ...run, env, timeoutSeconds });
  return ran.ok ? { ok: true, value: ran.value.stdout } : { ...ran, reason: helmWords(ran.reason) };
}

/** Helm's settings, plugins, credentials and caches of the person who runs this play no part. */
function privateTo(home: string): Readonly<Record<string, string>> {
  return {
    HOME: home,
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_DATA_HOME: join(home, 'data'),
  };
}

const passed =
  /^(path|https?_proxy|no_proxy|all_proxy|ssl_cert_file|ssl_cert_dir|docker_config|helm_registry_config)$/i;

function passedOn(environment: HelmCall['environment']): Readonly<Record<string, string>> {
  const entries = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && passed.test(name) ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries);
}

function helmWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^(level=|WARNING: )/.test(line));
  return lines
    .join('\n')
    .replace(/^Error: /, '')
    .replace(/\/\/[^/\s"]*@/g, '//…@')
    .replace(/(:\/\/[^\s"?]*\?)[^\s"]*/g, '$1…');
}
