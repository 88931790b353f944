import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { readManifest } from './publish-archives';
import { releaseProgram } from './release-programs';

/** A registry of npm on this machine, for the packages of our scope alone. */
export interface Registry {
  /** A folder whose `.npmrc` names it. */
  readonly settings: string;
  /** Names that file to npm, for commands elsewhere. */
  readonly environment: Readonly<Record<string, string>>;
  /** Takes archives as it takes those of `npm publish`, which is 1.3 s of processor time for each. */
  readonly put: (archives: readonly string[]) => Promise<void>;
  readonly stop: () => void;
}

const scope = '@sovereign-fleet';

const configuration = `storage: ./storage
auth:
  htpasswd: { file: ./htpasswd }
uplinks: {}
packages:
  '${scope}/*': { access: $all, publish: $all }
log: { type: stdout, format: pretty, level: warn }
`;

/** Starts verdaccio, which keeps its packages in the folder. Everything else comes from the registry of the machine. */
export async function startRegistry(folder: string): Promise<Registry> {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  // npm publishes with a token only; the registry lets anybody.
  const npmrc = `\n${scope}:registry=http://${address}/\n//${address}/:_authToken=anybody\n`;
  writeFiles(folder, { 'config.yaml': configuration, '.npmrc': userSettings() + npmrc });
  const args = ['--config', join(folder, 'config.yaml'), '--listen', address];
  const server = spawn(releaseProgram('verdaccio'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(`http address - http://${address}`)) resolve();
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', () => {
      reject(new Error(`verdaccio ended:\n${said}`));
    });
  });
  return {
    settings: folder,
    environment: { npm_config_userconfig: join(folder, '.npmrc') },
    put: async (archives) => {
      for (const archive of archives) await putArchive(`http://${address}`, archive);
    },
    stop: () => server.kill(),
  };
}

/** What `npm publish` asks of a registry: the version, with its archive attached. */
async function putArchive(address: string, archive: string): Promise<void> {
  const manifest = readManifest(archive);
  const { name, version } = manifest;
  const data = readFileSync(archive);
  const hashOf = (algorithm: string) => createHash(algorithm).update(data);
  const file = basename(archive);
  const dist = {
    integrity: `sha512-${hashOf('sha512').digest('base64')}`,
    shasum: hashOf('sha1').digest('hex'),
    tarball: `${address}/${name}/-/${file}`,
  };
  const body = {
    _id: name,
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
    _attachments: {
      [file]: { content_type: 'application/octet-stream', data: data.toString('base64'), length: data.length },
    },
  };
  // A connection of its own: the registry closes one on which nothing came while this process waited for a program.
  const asked = request(`${address}/${name.replace('/', '%2f')}`, {
    method: 'PUT',
    agent: false,
    headers: { 'content-type': 'application/json', authorization: 'Bearer anybody' },
  });
  asked.end(JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  if (answer.statusCode !== 201) throw new Error(`${name}@${version}: the registry answered ${answer.statusCode}`);
}

/** How this machine reaches everything else. */
function userSettings(): string {
  const file = execFileSync('npm', ['config', 'get', 'userconfig', '--no-workspaces'], { encoding: 'utf8' }).trim();
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address !== 'object' || address === null) throw new Error('a server on a port has an address');
  return address.port;
}
