import type { ChartRequest } from './chart-request';
import type { PullFailure } from './helm-words';
import { hostOfRegistry, type StoredCredentials } from './stored-credentials';

/** Why we may not pull a chart, and how to log in. */
interface Refusal {
  readonly reason: string;
  readonly remedy: string;
}

/** A pull that was refused: Helm's words, the request, and the credentials that were there. */
interface RefusedPull {
  readonly words: string;
  readonly request: ChartRequest;
  readonly stored: StoredCredentials;
}

type RefusedCode = 'helper-missing' | 'credentials-refused';

/** Explains to a person why a pull was refused, and what to do. */
export function explainRefusal(
  failed: Extract<PullFailure, { readonly code: RefusedCode }>,
  { words, request, stored }: RefusedPull,
): Refusal {
  if (failed.code === 'helper-missing') return missingHelperRefusal(words, failed.helper, request);
  const [damaged] = stored.damaged;
  if (damaged !== undefined) return unreadableFileRefusal(damaged, request);
  return request.url.startsWith('oci://')
    ? registryRefusal(words, request, stored)
    : indexRefusal(words, request, stored);
}

function missingHelperRefusal(words: string, helper: string, { url }: ChartRequest): Refusal {
  const remedy = `Install ${helper} in PATH, or take it out of the files of "helm registry login" and "docker login"`;
  return {
    reason: `the credentials of ${hostOf(url)} are kept by ${helper}, which cannot be started: ${words}`,
    remedy,
  };
}

function unreadableFileRefusal(file: string, { url }: ChartRequest): Refusal {
  const reason = `${hostOf(url)} asks for credentials, and ${file} cannot be read: it is not JSON, or not yours`;
  return { reason, remedy: `Mend it, or remove it and log in anew: helm registry login ${hostOf(url)} -u <user>` };
}

function registryRefusal(words: string, { url }: ChartRequest, { hosts, mayAskHelper }: StoredCredentials): Refusal {
  const host = hostOf(url);
  const problem = hosts.has(hostOfRegistry(url))
    ? 'refuses the credentials that are stored for it'
    : mayAskHelper
      ? 'asks for credentials, and the credential helper has none that it takes'
      : 'asks for credentials, and none are stored for it';
  const who = `as somebody who may read ${url.slice(`oci://${host}/`.length)}`;
  return { reason: `${host} ${problem}: ${words}`, remedy: `Log in ${who}: helm registry login ${host} -u <user>` };
}

function indexRefusal(words: string, { url }: ChartRequest, stored: StoredCredentials): Refusal {
  const known = repositoryOf(url, stored);
  const problem = known === undefined ? 'asks for credentials, and none are stored for it' : refusedLogin(known.name);
  const { name, force } = known === undefined ? { name: '<name>', force: '' } : { ...known, force: ' --force-update' };
  const remedy = `Add it with credentials: helm repo add ${name} ${url} --username <user>${force}`;
  return { reason: `${url} ${problem}: ${words}`, remedy };
}

function refusedLogin(name: string): string {
  return `refuses the credentials of the repository "${name}" of "helm repo add"`;
}

/** What `helm repo add` stored for the repository of this URL. */
export function repositoryOf(
  url: string,
  { repositories }: StoredCredentials,
): StoredCredentials['repositories'][number] | undefined {
  return repositories.find((one) => withoutSlash(one.url) === withoutSlash(url));
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/]*)/.exec(url)?.[1] ?? url;
}
