import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CredentialFiles, credentialFiles, type Environment } from './credential-files';

/** What we have to know of a person's credentials. Helm reads the credentials themselves. */
export interface StoredCredentials {
  readonly files: CredentialFiles;
  /** Whether Helm may ask a program `docker-credential-…`, which needs the home and the environment of the person. */
  readonly mayAskHelper: boolean;
  /** Hosts of registries with credentials in a file. */
  readonly hosts: ReadonlySet<string>;
  /** Repositories of `helm repo add` that need more than a URL. */
  readonly repositories: readonly Repository[];
  /** Files of registries that are there and cannot be read. */
  readonly damaged: readonly string[];
  /** Texts that no message may contain. */
  readonly secrets: readonly string[];
}

interface Repository {
  readonly name: string;
  readonly url: string;
}

const text = z.string().catch('');
const account = z
  .object({ auth: text, username: text, password: text, identitytoken: text, registrytoken: text })
  .catch({ auth: '', username: '', password: '', identitytoken: '', registrytoken: '' });
const helpers = z.record(z.string(), z.unknown()).catch({});
const config = z
  .object({ auths: z.record(z.string(), account).catch({}), credsStore: text, credHelpers: helpers })
  .catch({ auths: {}, credsStore: '', credHelpers: {} });
type Config = z.output<typeof config>;

const entry = z.object({
  name: text,
  url: text,
  username: text,
  password: text,
  certFile: text,
  keyFile: text,
  caFile: text,
  insecure_skip_tls_verify: z.boolean().catch(false),
});
const repositoryFile = z.object({ repositories: z.array(entry).catch([]) }).catch({ repositories: [] });

/** Reads what `helm registry login`, `docker login` and `helm repo add` wrote. */
export function storedCredentials(environment: Environment): StoredCredentials {
  const files = credentialFiles(environment, process.platform);
  const read = [files.registry, join(files.docker, 'config.json')].map((file) => ({
    file,
    ...contentOf(file, JSON.parse),
  }));
  const configs = read.map(({ content }) => config.parse(content));
  const { repositories } = repositoryFile.parse(contentOf(files.repositories, parse).content);
  const accounts = configs.flatMap(({ auths }) => Object.entries(auths));
  const secrets = [...accounts.flatMap(([, one]) => secretsOf(one)), ...repositories.map(({ password }) => password)];
  return {
    files,
    mayAskHelper: configs.some(namesHelper) || (configs.some(isEmpty) && hasDefaultHelper(environment)),
    hosts: new Set(accounts.map(([address]) => hostOfRegistry(address))),
    repositories: repositories.filter(needsCredentials).map(({ name, url }) => ({ name, url })),
    damaged: read.filter(({ isDamaged }) => isDamaged).map(({ file }) => file),
    secrets: [...new Set(secrets)].filter((secret) => secret !== '').sort((a, b) => b.length - a.length),
  };
}

function contentOf(file: string, parseText: (text: string) => unknown) {
  try {
    return { content: existsSync(file) ? parseText(readFileSync(file, 'utf8')) : undefined, isDamaged: false };
  } catch {
    return { content: undefined, isDamaged: true };
  }
}

/** `auth` is user and password in base64. */
function secretsOf({ auth, password, identitytoken, registrytoken }: z.output<typeof account>): readonly string[] {
  const decoded = Buffer.from(auth, 'base64').toString('utf8');
  return [auth, decoded.slice(decoded.indexOf(':') + 1), password, identitytoken, registrytoken];
}

/** The host of a registry's address. Docker's has three names, and `https://index.docker.io/v1/` in files. */
export function hostOfRegistry(address: string): string {
  const host = address.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '');
  return /^(registry-1\.|index\.)?docker\.io$/.test(host) ? 'docker.io' : host;
}

function namesHelper({ credsStore, credHelpers }: Config): boolean {
  return credsStore !== '' || Object.keys(credHelpers).length > 0;
}

/** If a file says nothing, Helm asks the default helper of the machine (oras-go: credentials.NewStore). */
function isEmpty(one: Config): boolean {
  return !namesHelper(one) && Object.keys(one.auths).length === 0;
}

const defaultHelpers = ['pass', 'secretservice', 'osxkeychain', 'wincred.exe'];

function hasDefaultHelper(environment: Environment): boolean {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => defaultHelpers.some((name) => existsSync(join(folder, `docker-credential-${name}`))));
}

function needsCredentials({
  username,
  certFile,
  keyFile,
  caFile,
  insecure_skip_tls_verify: trusts,
}: z.output<typeof entry>) {
  return trusts || [username, certFile, keyFile, caFile].some((value) => value !== '');
}
