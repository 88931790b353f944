import type { State } from '../state/state';
/** GitHub's lists may lag behind writes: the next answers of an operation show an older state. */
export interface Stale {
  /** The next so many answers of this operation show the state as it is now. */
  readonly add: (operation: string, reads: number, state: State) => void;
  readonly next: (operation: string) => State | undefined;
}

export function staleList(): Stale {
  const waiting: { readonly operation: string; left: number; readonly state: State }[] = [];
  return {
    add: (operation, left, state) => void waiting.push({ operation, left, state: snapshotOf(state) }),
    next: (operation) => {
      const found = waiting.find((one) => one.operation === operation && one.left > 0);
      if (found) found.left--;
      return found?.state;
    },
  };
}

function snapshotOf(state: State): State {
  const { repository } = state;
  const [pulls, refs] = [state.pulls.all(), repository.refs.all()];
  const get = (number: number) => pulls.find((pull) => pull.number === number);
  return {
    ...state,
    pulls: { ...state.pulls, all: () => pulls, get },
    repository: { ...repository, refs: { ...repository.refs, all: () => refs } },
  };
}
