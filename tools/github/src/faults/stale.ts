import type { State } from '../state/state';

/** GitHub's lists may lag behind what was written: so many answers of an operation that are as it was. */
export interface Stale {
  /** The next answers of this operation are as of now, whatever happens in between. */
  readonly add: (operation: string, reads: number, state: State) => void;
  readonly next: (operation: string) => State | undefined;
}

export function staleList(): Stale {
  const waiting: { readonly operation: string; left: number; readonly state: State }[] = [];
  return {
    add: (operation, left, state) => void waiting.push({ operation, left, state: asItIs(state) }),
    next: (operation) => {
      const found = waiting.find((one) => one.operation === operation && one.left > 0);
      if (found) found.left--;
      return found?.state;
    },
  };
}

function asItIs(state: State): State {
  const { repository } = state;
  const [pulls, refs] = [state.pulls.all(), repository.refs.all()];
  const get = (number: number) => pulls.find((pull) => pull.number === number);
  return {
    ...state,
    pulls: { ...state.pulls, all: () => pulls, get },
    repository: { ...repository, refs: { ...repository.refs, all: () => refs } },
  };
}
