import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { releaseProgram } from './release-programs';

/** A registry of npm on this machine, for the packages of our scope alone. */
export interface Registry {
  /** A folder whose `.npmrc` names it. */
  readonly settings: string;
  /** Names that file to npm, for commands elsewhere. */
  readonly environment: Readonly<Record<string, string>>;
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
    stop: () => server.kill(),
  };
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
