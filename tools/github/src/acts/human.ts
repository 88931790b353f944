import type { Person } from '../git/commit';
import { branchHead, type Repository, writeCommit } from '../git/repository';
import { type Change, changeTree, emptyTree, walkTree } from '../git/tree';

export type Files = Readonly<Record<string, string | null>> | ReadonlyMap<string, string | null>;

export interface HumanCommit {
  readonly branch: string;
  /** Content by path; null deletes. */
  readonly files: Files;
  readonly message?: string;
  readonly author?: Person;
  readonly committer?: Person;
  /** In place of the last commit, as by `git commit --amend` and a forced push. */
  readonly amend?: boolean;
  /** Where a new branch begins; the default branch without it. */
  readonly from?: string;
}

const ada: Person = { name: 'Ada Human', email: 'ada@example.com' };

// Below it files are written faster than Git is started.
const many = 200;

/** Commits to a branch as a person does who pushes: past the API. */
export function commitAsHuman(repository: Repository, date: Date, commit: HumanCommit): string {
  const count = commit.files instanceof Map ? commit.files.size : Object.keys(commit.files).length;
  const write = () => commitNow(repository, date, commit);
  const id = count > many ? repository.objects.together(write) : write();
  repository.refs.set(`refs/heads/${commit.branch}`, id);
  return id;
}

function commitNow(repository: Repository, date: Date, commit: HumanCommit): string {
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

/** What a branch holds, by path. */
export function filesAt({ objects, history, ...repository }: Repository, branch: string): ReadonlyMap<string, string> {
  const head = repository.refs.all().get(`refs/heads/${branch}`) ?? branch;
  const tree = history.commitAt(head)?.tree ?? emptyTree;
  if (tree === emptyTree) return new Map();
  const contents = [...walkTree(objects, tree)].map(
    ([path, { id }]) => [path, objects.read(id)?.bytes.toString() ?? ''] as const,
  );
  return new Map(contents);
}
