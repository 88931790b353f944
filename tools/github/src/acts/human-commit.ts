import { writeCommit } from '../git/commit';
import { branchHead, type Person, type Repository } from '../git/repository';
import { type Change, changeTree } from '../git/tree';
export type Files = Readonly<Record<string, string | null>> | ReadonlyMap<string, string | null>;

export interface HumanCommit {
  readonly branch: string;
  /** Content by path; null deletes. */
  readonly files: Files;
  readonly message?: string;
  readonly author?: Person;
  readonly committer?: Person;
  /** Replaces the last commit, as `git commit --amend` and a forced push do. */
  readonly amend?: boolean;
  /** The branch or commit where a new branch begins; the default branch without it. */
  readonly from?: string;
}

const ada: Person = { name: 'Ada Human', email: 'ada@example.com' };

// From this many files on it is faster to start Git once for a pack than to write each file.
const packThreshold = 200;

/** Commits to a branch as a person does with `git push`, without the API. */
export function commitAsHuman(repository: Repository, date: Date, commit: HumanCommit): string {
  const count = commit.files instanceof Map ? commit.files.size : Object.keys(commit.files).length;
  const write = () => writeHumanCommit(repository, date, commit);
  const id = count > packThreshold ? repository.objects.together(write) : write();
  repository.refs.set(`refs/heads/${commit.branch}`, id);
  return id;
}

function writeHumanCommit(repository: Repository, date: Date, commit: HumanCommit): string {
  const { objects, history, defaultBranch } = repository;
  const { branch, files, amend = false, from = defaultBranch, author = ada, committer = author } = commit;
  const head = branchHead(repository, branch) ?? branchHead(repository, from);
  const old = head === undefined ? undefined : history.commitAt(head);
  const tree = changeTree(objects, old?.tree, changesOf(repository, files));
  const parents = amend ? (old?.parents ?? []) : head === undefined ? [] : [head];
  const message = commit.message ?? (amend ? (old?.message ?? '') : 'A change by hand\n');
  const people = amend && commit.author === undefined && old ? { author: old.author } : { author: { ...author, date } };
  return writeCommit(repository, { tree, parents, ...people, committer: { ...committer, date }, message });
}

function changesOf({ objects }: Repository, files: Files): readonly Change[] {
  const entries: readonly (readonly [string, string | null])[] =
    files instanceof Map ? [...files] : Object.entries(files);
  return entries.map(([path, content]) => {
    if (content === null) return { path };
    return { path, entry: { mode: '100644', id: objects.write({ type: 'blob', bytes: Buffer.from(content) }) } };
  });
}
