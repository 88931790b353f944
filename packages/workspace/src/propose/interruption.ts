/** A person, or a machine that shuts down, ends a run before it is done. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** 130 for Ctrl+C, 143 for SIGTERM, 129 where the terminal was closed; undefined where nobody interrupted. */
  readonly exitCode: () => number | undefined;
}

type Signal = keyof typeof codes;
type Listener = (name: Signal) => void;

/** What of a process is needed here. */
interface Process {
  readonly on: (name: Signal, listener: Listener) => unknown;
  readonly exit: (code: number) => unknown;
}

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** npm hands a signal on that the terminal gave to all of them already: within this time it is the same one. */
const sameFor = 1000;

/** The first signal lets a run finish what it is at; a second one ends the process at once. */
export function interruptionOf(process: Process, tell: (text: string) => void, now: () => number): Interruption {
  const controller = new AbortController();
  let first: { readonly code: number; readonly at: number } | undefined;
  const listener: Listener = (name) => {
    if (first !== undefined) {
      if (now() - first.at >= sameFor) process.exit(codes[name]);
      return;
    }
    first = { code: codes[name], at: now() };
    tell('Finishes what it is at, and puts the rest off. Once more ends it at once.\n');
    controller.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, listener);
  return { signal: controller.signal, exitCode: () => first?.code };
}
