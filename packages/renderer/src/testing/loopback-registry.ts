import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

// Tests start Debian's docker-registry here, on a port of 127.0.0.1 that the system chooses.

export interface Registry {
  readonly host: string;
  readonly stop: () => Promise<void>;
}

interface RegistryOptions {
  /** The folder for the configuration of the registry and for the charts that are pushed to it. */
  readonly root: string;
  readonly name: string;
  /** A line of htpasswd with bcrypt. Without it the registry needs no password. */
  readonly account?: string;
}

export const hasRegistry = (process.env['PATH'] ?? '').split(':').some((folder) => {
  return statSync(join(folder, 'docker-registry'), { throwIfNoEntry: false })?.isFile() === true;
});

/** The reason why a suite is skipped, for its name. */
export const whyNoRegistry = hasRegistry
  ? ''
  : ' (skipped: no docker-registry in PATH; Debian has a package of this name)';

export async function startRegistry({ root, name, account }: RegistryOptions): Promise<Registry> {
  const config = join(root, `${name}.yml`);
  const accounts = join(root, `${name}.htpasswd`);
  if (account !== undefined) writeFileSync(accounts, `${account}\n`);
  const auth = account === undefined ? '' : `auth: {htpasswd: {realm: test, path: ${accounts}}}\n`;
  const storage = `storage: {filesystem: {rootdirectory: ${join(root, name)}}}\n`;
  writeFileSync(config, `version: 0.1\nlog: {level: info}\n${storage}${auth}http: {addr: '127.0.0.1:0'}\n`);
  const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((settle) =>
    child.on('close', () => {
      settle();
    }),
  );
  const stop = (): Promise<void> => {
    child.kill();
    return ended;
  };
  return { host: await hostOf(child), stop };
}

function hostOf(child: ChildProcessByStdio<null, null, Readable>): Promise<string> {
  return new Promise((settle, refuse) => {
    let log = '';
    child.on('error', refuse);
    child.on('close', () => {
      refuse(new Error(`docker-registry ended: ${log}`));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      const host = /listening on (127\.0\.0\.1:\d+)/.exec(log)?.[1];
      if (host !== undefined) settle(host);
    });
  });
}

interface Push {
  readonly helm: string;
  readonly host: string;
  readonly archive: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Pushes a chart with real Helm, and returns its digest in the registry. */
export function pushChart({ helm, host, archive, env }: Push): string {
  const args = ['push', archive, `oci://${host}/charts`, '--plain-http'];
  const { status, stdout, stderr } = spawnSync(helm, args, { env, encoding: 'utf8' });
  const [, digest] = /Digest: (sha256:[0-9a-f]{64})/.exec(`${stdout}${stderr}`) ?? [];
  if (status !== 0 || digest === undefined) throw new Error(stderr);
  return digest;
}
