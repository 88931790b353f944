import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BranchName,
  branchName,
  type Desired,
  type Outcome,
  reconcile,
  treeOfFiles,
} from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import type { OctokitForge } from '@sovereign-fleet/pull-request/octokit';
import type { Github } from '../github/github';
import { forgeOn } from './forge-on-github';

export type Files = Readonly<Record<string, string>>;

/** A Sovereign that holds these files, or none. */
export function desiredFor(name: string, files: Files): Desired {
  const map = new Map(Object.entries(files));
  const regions = [{ key: 'fsn1', role: 'primary', vclusters: ['bp-mgmt-vcluster'] }] as const;
  return {
    name,
    folder: folderOf(name),
    files: map,
    subtree: treeOfFiles(map, objectHash),
    regions,
    review: undefined,
  };
}

export function folderOf(name: string): string {
  return `clusters/${name}.example.com`;
}

export function branchFor(name: string): BranchName {
  return branchName(name) as BranchName; // names of tests are DNS labels
}

/** Files by their paths in the repository; null deletes. */
export function inFolderOf(
  name: string,
  files: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folderOf(name)}/${path}`, text]));
}

const options = {
  labels: ['fleet'],
  reviewers: { users: [], teams: [] },
  draft: false,
  takeOver: false,
  reopen: false,
  allowShrink: true,
  allowRemoval: true,
  generator: '1.0.0',
  hash: objectHash,
};

/** One run for one Sovereign, as a person starts it: a snapshot of the fleet, then what is to be done. */
async function run(forge: OctokitForge, desired: Desired): Promise<Outcome> {
  const { base, proposed } = await forge.snapshot();
  return await reconcile(forge, { base, proposed: proposed.get(branchFor(desired.name)) ?? {} }, { desired, options });
}

/** A run by a client that knows nothing yet, as after a crash; returns what it did, or why it could not even look. */
export async function freshRun(github: Github, desired: Desired, retries = 0): Promise<Outcome | string> {
  const patience = { spaced: false, retries, retryAfter: 1, timeout: 10_000 };
  const { forge } = await forgeOn(github, { patience });
  return await run(forge, desired).catch((error: unknown) => String(error));
}

/** Methods and routes of what was asked since so many requests. */
export function callsSince(github: Github, before: number): readonly string[] {
  return github.requests().slice(before).map(({ operation }) => operation); // prettier-ignore
}

export function writesIn(calls: readonly string[]): readonly string[] {
  return calls.filter((call) => !call.startsWith('GET '));
}

/** What plain Git finds in a clone: the names of a Sovereign's files on a branch, by path below its folder. */
export function cloned(github: Github): {
  readonly filesOf: (branch: string, name: string) => Files;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  github.clone(join(folder, 'fleet'));
  const filesOf = (branch: string, name: string) => {
    const listed = ['ls-tree', '-r', `origin/${branch}`, `${folderOf(name)}/`];
    const text = execFileSync('git', listed, { cwd: join(folder, 'fleet'), encoding: 'utf8' });
    const entries = [...text.matchAll(/^100644 blob ([0-9a-f]{40})\t(.*)$/gm)];
    return Object.fromEntries(entries.map(([, blob = '', path = '']) => [path.slice(folderOf(name).length + 1), blob]));
  };
  return { filesOf, remove: () => { rmSync(folder, { recursive: true }); } }; // prettier-ignore
}
