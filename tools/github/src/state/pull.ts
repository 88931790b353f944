/** A pull request of a branch of the repository itself. There are no forks. */
export interface Pull {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly head: string;
  /** Follows the branch while the pull request is open. */
  readonly headSha: string;
  readonly base: string;
  /** The commit of the base branch when the head last moved, as GitHub keeps it. */
  readonly baseSha: string;
  readonly author: string;
  readonly labels: readonly string[];
  /** Oldest first. */
  readonly labelEvents: readonly LabelEvent[];
  /** Oldest first. */
  readonly reviewEvents: readonly ReviewEvent[];
  readonly reviewers: readonly string[];
  readonly teams: readonly string[];
  readonly maintainerCanModify: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly closedAt?: Date | undefined;
  readonly merged?: { readonly at: Date; readonly by: string; readonly commit: string };
}

export interface LabelEvent {
  readonly event: 'labeled' | 'unlabeled';
  readonly label: string;
  readonly by: string;
  readonly at: Date;
}

/** Either a person or a team. */
export interface ReviewEvent {
  readonly event: 'review_requested' | 'review_request_removed';
  readonly reviewer?: string;
  readonly team?: string;
  readonly by: string;
  readonly at: Date;
}

export interface Pulls {
  readonly all: () => readonly Pull[];
  readonly get: (number: number) => Pull | undefined;
  readonly set: (pull: Pull) => Pull;
  readonly add: (pull: Omit<Pull, 'number'>) => Pull;
}

export function emptyPulls(): Pulls {
  const byNumber = new Map<number, Pull>();
  const set = (pull: Pull) => {
    byNumber.set(pull.number, pull);
    return pull;
  };
  return {
    all: () => [...byNumber.values()],
    get: (number) => byNumber.get(number),
    set,
    add: (pull) => set({ ...pull, number: byNumber.size + 1 }),
  };
}
