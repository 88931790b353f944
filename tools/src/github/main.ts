import { parseArgs } from 'node:util';
import type { Exchange } from './exchange';
import type { Github } from './github';
import { startGithub } from './start-github';

export const help = `A GitHub to try things on: one repository, on this machine, without an account.

  npm run github -- --repository <folder> [--port <n>] [--name <owner>/<repository>]

  --repository  the bare repository; made with a first commit on "main" where the folder does not exist
  --port        where to listen on 127.0.0.1; without it any free port
  --name        what the repository is called; without it acme/fleet

Branches and commits are in the folder, and plain git may clone it and push to it at any time. Pull requests, labels
and statuses are in memory: they end with the server. Stop it with Ctrl+C.
`;

// It opens nothing but this server, which listens on this machine alone.
const token = 'test-token';

export interface Options {
  readonly repository: string;
  readonly port: number;
  readonly owner: string;
  readonly repo: string;
}

/** What the command line asks for; undefined where it is the help. */
export function parseOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      repository: { type: 'string' },
      port: { type: 'string', default: '0' },
      name: { type: 'string', default: 'acme/fleet' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const { repository, port, name } = values;
  if (repository === undefined) throw new Error('--repository is not set: name the folder of a bare repository');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`--port is "${port}": take 0 to 65535`);
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(name) ?? [];
  if (owner === undefined || repo === undefined) throw new Error(`--name is "${name}": take <owner>/<repository>`);
  return { repository, port: Number(port), owner, repo };
}

export function greeting({ url, web, folder }: Pick<Github, 'url' | 'web' | 'folder'>): string {
  return `GitHub's API   ${url}
token          ${token}
pull requests  ${web}/pulls
git clone      ${folder}

Stop with Ctrl+C.
`;
}

function line({ method, path, status }: Exchange): string {
  return `${method} ${path} ${status}\n`;
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(help);
    return;
  }
  const permissions = { metadata: 'read', contents: 'write', pull_requests: 'write', statuses: 'write' } as const;
  const onRequest = (exchange: Exchange) => void process.stdout.write(line(exchange));
  const github = await startGithub({
    ...options,
    token,
    permissions,
    rateLimit: 1_000_000,
    keepAlive: true,
    onRequest,
  });
  process.stdout.write(greeting(github));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void github.stop());
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
