import { parseArgs } from 'node:util';
import type { Github } from './github';
export const help = `A GitHub to try things on: one repository, on this machine, without an account.

  npm run github -- --repository <folder> [--port <n>] [--name <owner>/<repository>] [--token <t>]

  --repository  the bare repository; made with a first commit on "main" where the folder does not exist
  --port        where to listen on 127.0.0.1; without it any free port
  --name        name of the repository; without it acme/fleet
  --token       the token of clients; without it a new one at each start, so that it fits no other server

Branches and commits are in the folder, and plain git may clone it and push to it at any time. Pull requests, labels
and statuses are in memory: they end with the server. Stop it with Ctrl+C.

Merge, close and label as a client does. With the two lines that the server prints, in platform/fleet:

  ${asPerson('PUT', 'pulls/1/merge', '{}')}
  ${asPerson('PATCH', 'pulls/1', '{"state":"closed"}')}
  ${asPerson('POST', 'issues/1/labels', '{"labels":["fleet/hold"]}')}
`;

function asPerson(method: string, path: string, json: string): string {
  const to = `"$SOVEREIGN_FLEET_GITHUB_API_URL/repos/platform/fleet/${path}"`;
  return `curl -X ${method} -H "Authorization: token $SOVEREIGN_FLEET_GITHUB_TOKEN" -d '${json}' ${to}`;
}

export interface Options {
  readonly repository: string;
  readonly port: number;
  readonly owner: string;
  readonly repo: string;
  readonly token?: string;
}

/** The options of a command line; undefined if it asks for the help. */
export function parseOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      repository: { type: 'string' },
      port: { type: 'string', default: '0' },
      name: { type: 'string', default: 'acme/fleet' },
      token: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const { repository, port, name, token } = values;
  if (repository === undefined) throw new Error('--repository is not set: name the folder of a bare repository');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`--port is "${port}": take 0 to 65535`);
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(name) ?? [];
  if (owner === undefined || repo === undefined) throw new Error(`--name is "${name}": take <owner>/<repository>`);
  if (token !== undefined && !/^[\w.-]{1,100}$/.test(token))
    throw new Error('--token is refused: take letters, digits, "_", "." and "-"');
  return { repository, port: Number(port), owner, repo, ...(token === undefined ? {} : { token }) };
}

/** What the command prints once the server runs: where it is, and two lines for another terminal. */
export function greeting({ url, web, folder, token }: Pick<Github, 'url' | 'web' | 'folder' | 'token'>): string {
  return `pull requests  ${web}/pulls
git clone      ${folder}

Paste this into the terminal of "npx sovereign-fleet propose":

export SOVEREIGN_FLEET_GITHUB_API_URL=${url}
export SOVEREIGN_FLEET_GITHUB_TOKEN=${token}

How to merge, close and hold a pull request: npm run github -- --help. Stop with Ctrl+C.
`;
}
