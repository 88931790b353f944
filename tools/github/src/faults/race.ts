/** Something that happens between two calls of a client, as other people and programs do things. */
export interface Race {
  /** Waits until this operation was called. */
  readonly after?: string;
  /** Runs when this operation is called next, before anything is done for it. */
  readonly before: string;
  readonly run: () => void | Promise<void>;
}

export interface Races {
  readonly add: (race: Race) => void;
  /** Runs what waits for a call. What it calls itself does not set it off again. */
  readonly meet: (operation: string) => Promise<void>;
}

export function raceList(): Races {
  let waiting: { readonly race: Race; ready: boolean }[] = [];
  return {
    add: (race) => void waiting.push({ race, ready: race.after === undefined }),
    meet: async (operation) => {
      const due = waiting.filter(({ race, ready }) => ready && race.before === operation);
      waiting = waiting.filter((one) => !due.includes(one));
      for (const one of waiting) if (one.race.after === operation) one.ready = true;
      for (const { race } of due) await race.run();
    },
  };
}
