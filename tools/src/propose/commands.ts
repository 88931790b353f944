// For tests: runs commands as people type them, in a temporary workspace, with the GitHub for tests.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { outputFolder, sovereignsFolder } from '@sovereign-fleet/domain';
import { compileWorkspace, filesIn, installedCode, makeWorkspace, nx } from '@sovereign-fleet/workspace/testing';
import type { Github } from '@sovereign-fleet/github';
import { workspaceRoot } from '../workspace';

export const globexSource = `import { defineSovereign } from '@sovereign-fleet/nx';

export default defineSovereign({
  fqdn: 'globex.example.com',
  environment: 'prod',
  regions: [{ key: 'fsn1', provider: 'hetzner' }],
});
`;

/** A workspace with the Sovereign acme, compiled, in which the commands of `tools/` run too. */
export function makeFleet(files: Readonly<Record<string, string>> = {}): string {
  const root = makeWorkspace(files);
  // Without the programs of releases, which are more files than all the rest.
  const filter = (path: string) => basename(path) !== 'node_modules';
  cpSync(join(workspaceRoot, 'tools'), join(root, 'tools'), { recursive: true, filter });
  compileWorkspace(root);
  return root;
}

/** A workspace with the Sovereigns acme and globex. */
export function makeFleetOfTwo(): string {
  return makeFleet({ 'sovereigns/globex/sovereign.ts': globexSource });
}

/** Removes the tree of a Sovereign whose spec is gone, and compiles the others. */
export function removeTree(root: string, fqdn: string): void {
  const { status, output } = nx(root, 'g', 'compile', `--allow-removal=${fqdn}`);
  if (status !== 0) throw new Error(output);
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Place {
  readonly root: string;
  readonly github: Pick<Github, 'url' | 'token'>;
}

/** Runs propose in a process of its own: this process answers as GitHub meanwhile. */
export function run(place: Place, args: readonly string[]): Promise<Ended> {
  return begin(place, args).ended;
}

/** Starts it, for a test that does something while it runs. */
export function begin(place: Place, args: readonly string[]) {
  return startNode([`${installedCode}/commands/main.js`, 'propose', ...args], place);
}

/** Starts Node in the workspace, with what knows the fleet repository. */
function startNode(args: readonly string[], { root, github }: Place) {
  const token = { SOVEREIGN_FLEET_GITHUB_API_URL: github.url, SOVEREIGN_FLEET_GITHUB_TOKEN: github.token };
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', NX_DAEMON: 'false', ...token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject).once('close', (status) => {
      resolve({ status, ...texts });
    });
  });
  return { child, texts, ended };
}

interface Report {
  readonly context: string;
  readonly state: 'success' | 'failure' | 'pending';
}

/** Writes a commit status, as Flux's notification-controller does for a cluster. */
export async function report(github: Github, commit: string, status: Report): Promise<void> {
  const answer = await fetch(`${github.url}/repos/platform/fleet/statuses/${commit}`, {
    method: 'POST',
    headers: { authorization: `token ${github.tokenFor('flux', { metadata: 'read', statuses: 'write' })}` },
    body: JSON.stringify(status),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
}

interface Line {
  readonly name?: string;
  readonly state?: string;
}

/** `acme created` for each Sovereign in the output, in its order. */
export function statesIn({ stdout }: Ended): readonly string[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.flatMap((line) => {
    const { name, state } = JSON.parse(line) as Line; // our own lines
    return name === undefined ? [] : [`${name} ${state ?? ''}`];
  });
}

/** The records of the runs themselves, one for each repository. */
export function runsIn(stdout: string): readonly unknown[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"repository"'));
  return lines.map((line): unknown => JSON.parse(line));
}

/** The compiled files by their paths in the fleet repository. */
export function compileFleet(root: string): Readonly<Record<string, string>> {
  const files = Object.entries(filesIn(root, outputFolder));
  return Object.fromEntries(files.map(([path, text]) => [path.slice(outputFolder.length + 1), text]));
}

/** The files of a branch below clusters/, as plain git clones them. */
export function cloneFleet(github: Github, branch: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'sovereign-fleet-clone-'));
  try {
    github.clone(join(folder, 'fleet'), branch);
    return filesIn(join(folder, 'fleet'), sovereignsFolder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
