import { addAll } from '@sovereign-fleet/domain';
import { z } from 'zod';
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import { type Commit, type Sha, sha as shaOf, type TreeEntry, type TreeListing } from '../forge/git-object';
import { folderMode } from '../forge/git-tree';
import type { CachedKind } from './object-cache';
import { blobAnswer, commitAnswer, comparisonAnswer, objectAnswer, treeAnswer } from './answers';
import { readLastChange } from './last-change';
import type { Remote } from './remote';
import { treeChunks } from './tree-chunks';

type Objects = Pick<
  Forge,
  'commit' | 'listing' | 'files' | 'blob' | 'isInBase' | 'mergeBase' | 'lastChange' | 'putTree' | 'putCommit'
>;

type Entries = readonly (readonly [string, TreeEntry])[];

const storedSha = z.string().transform(shaOf);
const storedCommit = z.object({ sha: storedSha, tree: storedSha, parents: z.array(storedSha), message: z.string() });
const storedEntries = z.array(z.tuple([z.string(), z.object({ mode: z.string(), sha: storedSha })]));

const commits: CachedKind<Commit> = { kind: 'commit', schema: storedCommit, onDisk: true };
const fileListings: CachedKind<Entries> = { kind: 'files', schema: storedEntries, onDisk: true };
// The base's folders are large, and change with each merge.
const folderListings: CachedKind<Entries> = { kind: 'tree', schema: storedEntries, onDisk: false };

/** Reads and writes Git objects by GitHub's Git Data API. */
export function objectsOf(remote: Remote): Objects {
  return {
    commit: (sha) => remote.cache.get(commits, sha, () => readCommit(remote, sha)),
    listing: (tree) => readFolder(remote, tree),
    files: async (tree) => new Map(await filesBelow(remote, tree)),
    blob: (sha) => readBlob(remote, sha),
    isInBase: async (sha) => (await compareCommits(remote, remote.baseBranch, sha)).ahead_by === 0,
    mergeBase: async (one, other) => (await compareCommits(remote, one, other)).merge_base_commit.sha,
    lastChange: (folder) => readLastChange(remote, folder),
    putTree: (from, changes) => putTree(remote, from, changes),
    putCommit: async ({ message, tree, parents }) => {
      const question = { operation: 'create a commit', answer: commitAnswer };
      // Without author and committer, GitHub signs the commits of an App.
      const sent = { ...remote.at, message, tree, parents: [...parents] };
      const commit = await remote.ask.one(question, () => remote.octokit().rest.git.createCommit(sent));
      return (await remote.cache.get(commits, commit.sha, () => Promise.resolve(commit))).sha;
    },
  };
}

async function readCommit({ octokit, at, ask }: Remote, sha: Sha): Promise<Commit> {
  const question = { operation: `read the commit ${sha}`, answer: commitAnswer };
  return await ask.one(question, () => octokit().rest.git.getCommit({ ...at, commit_sha: sha }));
}

/** One folder, without the content of its folders. */
export async function readFolder(remote: Remote, tree: Sha): Promise<TreeListing> {
  const entries = await remote.cache.get(folderListings, tree, async () => {
    const read = await readTree(remote, tree, {});
    if (!read.truncated) return entriesOf(read);
    const operation = `list the folder ${tree}`;
    const message = 'it has more entries than GitHub lists: make several fleet repositories of it';
    throw new ForgeError('refused', message, { operation });
  });
  return new Map(entries);
}

async function filesBelow(remote: Remote, tree: Sha): Promise<Entries> {
  return await remote.cache.get(fileListings, tree, async () => {
    const read = await readTree(remote, tree, { recursive: '1' });
    if (!read.truncated) return entriesOf(read).filter(([, { mode }]) => mode !== folderMode);
    return await filesByFolder(remote, tree);
  });
}

/** GitHub lists 100,000 entries at once. If there are more, we list each folder by itself. */
async function filesByFolder(remote: Remote, tree: Sha): Promise<Entries> {
  const files = [];
  for (const [name, entry] of await readFolder(remote, tree)) {
    if (entry.mode !== folderMode) files.push([name, entry] as const);
    else
      addAll(
        files,
        (await filesBelow(remote, entry.sha)).map(([path, file]) => [`${name}/${path}`, file] as const),
      );
  }
  return files;
}

async function readTree({ octokit, at, ask }: Remote, tree: Sha, options: { readonly recursive?: '1' }) {
  const question = { operation: `list the folder ${tree}`, answer: treeAnswer };
  return await ask.one(question, () => octokit().rest.git.getTree({ ...at, tree_sha: tree, ...options }));
}

function entriesOf({ tree }: z.infer<typeof treeAnswer>): Entries {
  return tree.map(({ path, mode, sha }) => [path, { mode, sha }]);
}

async function readBlob({ octokit, at, ask }: Remote, sha: Sha): Promise<string> {
  const question = { operation: `read the file ${sha}`, answer: blobAnswer };
  const { content, encoding } = await ask.one(question, () => octokit().rest.git.getBlob({ ...at, file_sha: sha }));
  return Buffer.from(content, encoding).toString('utf8');
}

async function compareCommits({ octokit, at, ask }: Remote, from: string, to: Sha) {
  const question = { operation: `compare ${from} with ${to}`, answer: comparisonAnswer };
  const parameters = { ...at, basehead: `${from}...${to}`, per_page: 1 };
  return await ask.one(question, () => octokit().rest.repos.compareCommitsWithBasehead(parameters));
}

async function putTree({ octokit, at, ask }: Remote, from: Sha, changes: Parameters<Forge['putTree']>[1]) {
  let tree = from;
  for (const chunk of treeChunks(changes)) {
    const question = { operation: 'create a tree', answer: objectAnswer };
    const sent = { ...at, base_tree: tree, tree: [...chunk] };
    tree = (await ask.one(question, () => octokit().rest.git.createTree(sent))).sha;
  }
  return tree;
}
