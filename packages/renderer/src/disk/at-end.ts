const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const open = new Set<() => void>();
let isListening = false;

/**
 * Does `work` when this process ends, by itself or by a signal that asks it to end; what was last given is done first.
 * Gives what takes it back. A signal then ends the process as if nobody had listened, unless others listen to it as
 * well: then they decide, and the work is done at the end. SIGKILL leaves no time for anything (leftovers.ts).
 */
export function atEnd(work: () => void): () => void {
  open.add(work);
  listen();
  return () => {
    open.delete(work);
    if (open.size === 0) setImmediate(setImmediate, stopListening);
  };
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  process.on('exit', workAll);
  for (const signal of signals) process.on(signal, endBySignal);
}

/** Two turns of the loop later: a signal that came while nothing else could run waits for the next one. */
function stopListening(): void {
  if (open.size > 0 || !isListening) return;
  isListening = false;
  process.removeListener('exit', workAll);
  for (const signal of signals) process.removeListener(signal, endBySignal);
}

function endBySignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  workAll();
  stopListening();
  process.kill(process.pid, signal);
}

function workAll(): void {
  for (const work of [...open].reverse()) attempt(work);
  open.clear();
}

/** What cannot be done keeps nothing else from being done. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
