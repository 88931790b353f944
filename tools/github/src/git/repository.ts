/** A bare repository on disk, which plain Git may read and write at any time. */
export interface Repository {
  readonly folder: string;
  /** The branch that HEAD names. */
  readonly defaultBranch: string;
  readonly objects: ObjectStore;
  readonly refs: Refs;
  readonly history: History;
}

export interface ObjectStore {
  readonly read: (id: string) => GitObject | undefined;
  /** Stores the object and returns its name. */
  readonly write: (object: GitObject) => string;
  /** Stores all objects that `run` writes in one pack. */
  readonly together: <T>(run: () => T) => T;
}

export type GitType = 'blob' | 'tree' | 'commit' | 'tag';

export interface GitObject {
  readonly type: GitType;
  readonly bytes: Buffer;
}

/** Full names (`refs/heads/main`) and the objects that they point to, by name. */
export type RefMap = ReadonlyMap<string, string>;

export interface Refs {
  /** The same map as long as nothing moved. */
  readonly all: () => RefMap;
  readonly set: (name: string, id: string) => void;
  readonly remove: (name: string) => void;
}

export interface History {
  readonly commitAt: (id: string) => Commit | undefined;
  /** Whether one commit is another or comes before it. */
  readonly isAncestor: (ancestor: string, commit: string) => boolean;
  /** Commits that the head has and the base has not, newest first. */
  readonly between: (base: string, head: string) => readonly string[];
  /** The last commit that both have; any of the last if there are several. */
  readonly mergeBase: (one: string, other: string) => string | undefined;
}

export interface Person {
  readonly name: string;
  readonly email: string;
}

export interface Signature extends Person {
  readonly date: Date;
}

export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** The commit that a branch points to. */
export function branchHead({ refs }: Repository, branch: string): string | undefined {
  return refs.all().get(`refs/heads/${branch}`);
}
