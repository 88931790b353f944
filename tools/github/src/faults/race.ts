/** Something that happens between two calls of a client, as other people and programs do things. */
export interface Race {
  /** Waits until this operation was called. */
  readonly after?: string;
  /** Runs when this operation is called next, before the call is answered. */
  readonly before: string;
  readonly run: () => void | Promise<void>;
}

interface Races {
  readonly add: (race: Race) => void;
  /** Runs each race that waits for this operation, once: calls that a race makes do not run it again. */
  readonly runBefore: (operation: string) => Promise<void>;
}

export function raceList(): Races {
  let waiting: { readonly race: Race; ready: boolean }[] = [];
  return {
    add: (race) => void waiting.push({ race, ready: race.after === undefined }),
    runBefore: async (operation) => {
      const due = waiting.filter(({ race, ready }) => ready && race.before === operation);
      waiting = waiting.filter((one) => !due.includes(one));
      for (const one of waiting) if (one.race.after === operation) one.ready = true;
      for (const { race } of due) await race.run();
    },
  };
}
