import type { ChartRequest } from './chart-request';
import { hostOfRegistry, type StoredCredentials } from './stored-credentials';

/** Why a chart is not for us, and how to log in. */
export interface Refused {
  readonly reason: string;
  readonly remedy: string;
}

/** Words of Helm for a registry or a repository that asks who we are; a proxy on the way is none. */
const refusing = /basic credential not found|status code 40[13]\b|: 40[13] |unauthorized|\bdenied\b|forbidden/i;

/** What Helm's words mean where they are about credentials, or undefined where they are about anything else. */
export function refusedCredentials(words: string, asked: ChartRequest, stored: StoredCredentials): Refused | undefined {
  const helper = /exec: "?(docker-credential-[^\s":]+)/.exec(words)?.[1];
  if (helper !== undefined) return noHelper(words, helper, asked);
  const isDamaged = words.includes('failed to decode config file');
  if (words.includes('proxyconnect') || !(refusing.test(words) || isDamaged)) return undefined;
  const [damaged] = stored.damaged;
  if (damaged !== undefined) return unreadable(damaged, asked);
  return asked.url.startsWith('oci://')
    ? refusedByRegistry(words, asked, stored)
    : refusedByIndex(words, asked, stored);
}

function noHelper(words: string, helper: string, { url }: ChartRequest): Refused {
  const remedy = `Install ${helper} in PATH, or take it out of the files of "helm registry login" and "docker login"`;
  return {
    reason: `the credentials of ${hostOf(url)} are kept by ${helper}, which cannot be started: ${words}`,
    remedy,
  };
}

function unreadable(file: string, { url }: ChartRequest): Refused {
  const reason = `${hostOf(url)} asks for credentials, and ${file} cannot be read: it is no JSON, or not yours`;
  return { reason, remedy: `Mend it, or remove it and log in anew: helm registry login ${hostOf(url)} -u <user>` };
}

function refusedByRegistry(words: string, { url }: ChartRequest, { hosts, mayAskHelper }: StoredCredentials): Refused {
  const host = hostOf(url);
  const problem = hosts.has(hostOfRegistry(url))
    ? 'refuses the credentials that are stored for it'
    : mayAskHelper
      ? 'asks for credentials, and the credential helper has none that it takes'
      : 'asks for credentials, and none are stored for it';
  const who = `as somebody who may read ${url.slice(`oci://${host}/`.length)}`;
  return { reason: `${host} ${problem}: ${words}`, remedy: `Log in ${who}: helm registry login ${host} -u <user>` };
}

function refusedByIndex(words: string, { url }: ChartRequest, stored: StoredCredentials): Refused {
  const known = repositoryOf(url, stored);
  const problem = known === undefined ? 'asks for credentials, and none are stored for it' : theirs(known.name);
  const { name, force } = known === undefined ? { name: '<name>', force: '' } : { ...known, force: ' --force-update' };
  const remedy = `Add it with credentials: helm repo add ${name} ${url} --username <user>${force}`;
  return { reason: `${url} ${problem}: ${words}`, remedy };
}

function theirs(name: string): string {
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
