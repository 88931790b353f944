import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChartRequest, pullArguments } from './chart-request';
import type { Environment } from './credential-files';
import { environmentToPull } from './helm-environment';
import type { ChartOutcome, Failure, Outcome } from '../contract/ports';
import { runProgram } from '../programs/program';
import { refusedCredentials, repositoryOf } from './refused-credentials';
import { type StoredCredentials, storedCredentials } from './stored-credentials';

/** How to run Helm. */
export interface HelmCall {
  readonly helm: string;
  readonly timeoutSeconds: number;
  /** The environment of the process; of it Helm gets proxies, certificates and what the person logged in with alone. */
  readonly environment: Environment;
  /** A folder of ours, in which each call has a home that is removed after it. */
  readonly cacheFolder: string;
}

/**
 * The bytes of a chart's archive, by a real `helm pull` with what the person logged in with, or Helm's own words on why
 * there is none.
 */
export async function pullChart(call: HelmCall, request: ChartRequest): Promise<ChartOutcome<Uint8Array>> {
  const stored = storedCredentials(call.environment);
  return inPrivateHome(call, async (home) => {
    const destination = join(home, 'pulled');
    await mkdir(destination);
    const pulled = await pull(call, request, { home, stored, destination });
    if (!pulled.ok) return explained(pulled, request, stored);
    const [archive, another] = await readdir(destination);
    if (archive === undefined || another !== undefined)
      return { ok: false, reason: 'helm pull did not write one archive' };
    return { ok: true, value: await readFile(join(destination, archive)) };
  });
}

interface Pull {
  readonly home: string;
  readonly stored: StoredCredentials;
  readonly destination: string;
}

/**
 * Credentials of a repository with an index would be seen in a list of processes. So Helm takes them out of the file of
 * `helm repo add` itself, for which it has to read the index first; where that fails, it is asked without them for the reason.
 */
async function pull(
  call: HelmCall,
  request: ChartRequest,
  { home, stored, destination }: Pull,
): Promise<Outcome<string>> {
  const env = environmentToPull(call.environment, home, stored);
  const known = request.from === 'index' ? repositoryOf(request.url, stored) : undefined;
  if (known !== undefined) {
    const withFile = { ...env, HELM_REPOSITORY_CONFIG: stored.files.repositories };
    const updated = await runHelm(call, { env: withFile, args: ['repo', 'update', '--', known.name] });
    if (updated.ok) return runHelm(call, { env: withFile, args: pullArguments(request, destination, known.name) });
  }
  return runHelm(call, { env, args: pullArguments(request, destination) });
}

function explained(failed: Failure, request: ChartRequest, stored: StoredCredentials): ChartOutcome<never> {
  const reason = stored.secrets.reduce((words, secret) => words.replaceAll(secret, '…'), failed.reason);
  const refused = refusedCredentials(reason, request, stored);
  if (refused !== undefined) return { ok: false, ...refused, absent: true };
  return { ok: false, reason, ...(cannotBeHad.test(reason) && { absent: true }) };
}

/**
 * Helm's words for what is not there, not for us, or not to be reached (helm 4.1: pkg/downloader, pkg/registry; Go: net).
 * What else it says of a chart is about one that is there, such as a digest that its bytes do not have.
 */
const cannotBeHad =
  /not found|could not locate|cannot be reached|failed to fetch|failed to do request|failed to resolve credential|status code [45]\d\d|dial tcp|no such host|connection re|unreachable|timeout|did not end within|proxyconnect|tls: |x509: |unexpected EOF|: EOF$|unauthorized|denied|forbidden/i;

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
  readonly env: Environment;
  readonly args: readonly string[];
  readonly input?: string;
}

/** What Helm prints, or its words without warnings and credentials. */
export async function runHelm({ helm: program, timeoutSeconds }: HelmCall, run: Run): Promise<Outcome<string>> {
  const ran = await runProgram({ program, ...run, timeoutSeconds });
  return ran.ok ? { ok: true, value: ran.value.stdout } : { ...ran, reason: helmWords(ran.reason) };
}

function helmWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const said = lines.filter((line) => !/^(level=|WARNING: )/.test(line));
  return (said.length > 0 ? said : lines)
    .join('\n')
    .replace(/^Error: /, '')
    .replace(/\.? \(try 'helm repo update'\)/, '')
    .replace(/\/\/[^/\s"]*@/g, '//…@')
    .replace(/(:\/\/[^\s"?]*\?)[^\s"]*/g, '$1…')
    .replace(/\b(Basic|Bearer) [\w+/=.~-]{8,}/g, '$1 …');
}
