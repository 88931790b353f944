import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isExactVersion } from '@sovereign-fleet/domain';
import { type ChartRequest, pullArguments, showArguments } from './chart-request';
import type { Environment } from './credential-files';
import { largestChartMiB } from './chart-files';
import { mebibyte } from '../programs/output-limit';
import { environmentToPull } from './helm-environment';
import { failure, type Failure, isProgramFault, type Outcome } from '../contract/failure';
import { runGoProgram } from '../programs/go-program';
import type { Cache } from '../disk/cache';
import { temporaryFolder } from '../disk/temporary-folder';
import { cleanWords, pullFailureOf } from './helm-words';
import { explainRefusal, repositoryOf } from './refused-credentials';
import { type StoredCredentials, storedCredentials } from './stored-credentials';

/** How to run Helm. */
export interface HelmCall {
  readonly helm: string;
  readonly timeoutSeconds: number;
  /** The environment of the process. Helm gets only its proxies, certificates and credentials. */
  readonly environment: Environment;
  readonly cache: Cache;
}

/** An archive from the network. */
export interface PulledChart {
  readonly bytes: Uint8Array;
  /** The digest of the manifest, of what comes from a registry. */
  readonly artifact?: string;
  /** The index in which it was found, of what comes from a repository with one. */
  readonly index?: string;
}

/**
 * A chart's archive, by a real `helm pull` with the person's credentials. A failure has Helm's own words.
 */
export async function pullChart(call: HelmCall, request: ChartRequest): Promise<Outcome<PulledChart>> {
  const stored = storedCredentials(call.environment);
  return inPrivateHome(async (home) => {
    const destination = join(home, 'pulled');
    await mkdir(destination);
    const pulled = await pull(call, request, { home, stored, destination });
    if (!pulled.ok) {
      const explained = explainFailure(pulled, request, stored);
      return explained.code === 'version-absent'
        ? absentVersion(call, request, { home, stored, explained })
        : explained;
    }
    const [archive, another] = await readdir(destination);
    if (archive === undefined || another !== undefined)
      return failure('chart-invalid', 'helm pull did not write one archive');
    const artifact = /^Digest: (sha256:[0-9a-f]{64})$/m.exec(pulled.value)?.[1];
    const path = join(destination, archive);
    if ((await stat(path)).size > largestChartMiB * mebibyte) {
      return failure('chart-invalid', `its archive has more than ${largestChartMiB} MiB`);
    }
    const bytes = await readFile(path);
    const index = await readIndex(home);
    const found = { ...(artifact === undefined ? {} : { artifact }), ...(index === undefined ? {} : { index }) };
    return { ok: true, value: { bytes, ...found } };
  });
}

/** What `helm repo update` wrote. */
async function readIndex(home: string): Promise<string | undefined> {
  const folder = join(home, 'cache/repository');
  const files = await readdir(folder).catch(() => []);
  const [index] = files.filter((name) => name.endsWith('-index.yaml'));
  return index === undefined ? undefined : readFile(join(folder, index), 'utf8');
}

interface Pull {
  readonly home: string;
  readonly stored: StoredCredentials;
  readonly destination: string;
}

/**
 * As arguments, the credentials of a repository with an index would show in a list of processes. So Helm takes them
 * from the file of `helm repo add`, and has to read the index first; of another repository, from a file that we write.
 * So the index is left, with the digest of the archive. If that fails, we pull by the URL to get the reason.
 */
async function pull(
  call: HelmCall,
  request: ChartRequest,
  { home, stored, destination }: Pull,
): Promise<Outcome<string>> {
  const env = environmentToPull(call.environment, home, stored);
  if (request.from !== 'index') return runHelm(call, { env, args: pullArguments(request, destination) });
  const known = repositoryOf(request.url, stored);
  const { name } = known ?? ownRepository;
  const file = known === undefined ? await writeRepository(home, request.url) : stored.files.repositories;
  const withFile = { ...env, HELM_REPOSITORY_CONFIG: file };
  const updated = await runHelm(call, { env: withFile, args: ['repo', 'update', '--', name] });
  if (updated.ok) {
    const pulled = await runHelm(call, { env: withFile, args: pullArguments(request, destination, name) });
    if (pulled.ok || known !== undefined) return pulled;
  }
  return runHelm(call, { env, args: pullArguments(request, destination) });
}

const ownRepository = { name: 'asked' };

/** A file as `helm repo add` writes it, without credentials. */
async function writeRepository(home: string, url: string): Promise<string> {
  const file = join(home, 'repositories.yaml');
  await writeFile(file, JSON.stringify({ apiVersion: '', repositories: [{ ...ownRepository, url }] }));
  return file;
}

type Failed = Extract<Outcome<never>, { readonly ok: false }>;

/**
 * Helm's words as a failure of ours, without credentials, and with a remedy where somebody has to log in. A pull that
 * takes too long waits for a server that does not answer.
 */
function explainFailure(failed: Failure, request: ChartRequest, stored: StoredCredentials): Failed {
  const words = stored.secrets.reduce((text, secret) => text.replaceAll(secret, '…'), failed.reason);
  if (failed.code === 'timeout') return failure('chart-absent', words);
  if (failed.code === 'too-much-memory') {
    return failure(failed.code, `what ${request.url} sends is too large: ${words}`, 'Name a source that sends less');
  }
  if (isProgramFault(failed)) return { ok: false, ...failed, reason: words };
  const meaning = pullFailureOf(words);
  if ('helper' in meaning || meaning.code === 'credentials-refused') {
    const { reason, remedy } = explainRefusal(meaning, { words, request, stored });
    return failure('chart-refused', reason, remedy);
  }
  return failure(meaning.code, words);
}

interface AbsentVersion extends Omit<Pull, 'destination'> {
  readonly explained: Failure;
}

/** With the tag that was meant, or the newest version that its source has, which costs one more question or two. */
async function absentVersion(
  call: HelmCall,
  request: ChartRequest,
  { home, stored, explained }: AbsentVersion,
): Promise<Failed> {
  const what = request.from === 'digest' ? 'digest' : 'version';
  const reason = `${request.url} has no such ${what}: ${explained.reason}`;
  if (request.from === 'digest') {
    return failure('version-absent', reason, 'Write the digest that it gives for the version, or remove the digest');
  }
  const env = environmentToPull(call.environment, home, stored);
  const twin = request.from === 'registry' ? twinOf(request.version) : undefined;
  const hasTwin = twin !== undefined && (await runHelm(call, { env, args: showArguments(request, twin) })).ok;
  if (hasTwin) {
    const remedy = `Write ${twin}, which it has: Flux asks for the tag letter by letter`;
    return failure('version-absent', reason, remedy);
  }
  const shown = await runHelm(call, { env, args: showArguments(request) });
  const newest = shown.ok ? /^version: (\S+)$/m.exec(shown.value)?.[1] : undefined;
  const which = newest === undefined ? '' : `; the newest is ${newest}`;
  return failure('version-absent', reason, `Write a version that it has${which}`);
}

/** The same version with or without `v` before it. */
function twinOf(version: string): string | undefined {
  if (!isExactVersion(version)) return undefined;
  return version.startsWith('v') ? version.slice(1) : `v${version}`;
}

/** Runs `work` with a new folder, which is always removed afterwards. It is not in the cache, which may be full. */
export async function inPrivateHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const { path: home, remove } = temporaryFolder('sovereign-fleet-helm-');
  try {
    return await work(home);
  } finally {
    remove();
  }
}

interface Run {
  readonly env: Environment;
  readonly args: readonly string[];
  readonly input?: string;
}

/** What Helm prints, or its words without warnings and credentials. */
export async function runHelm({ helm: program, timeoutSeconds }: HelmCall, run: Run): Promise<Outcome<string>> {
  const ran = await runGoProgram({ program, ...run, timeoutSeconds });
  return ran.ok ? { ok: true, value: ran.value.stdout } : { ...ran, reason: cleanWords(ran.reason) };
}
