import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

// An input without an end keeps the process from telling its seed. So a thread beside it watches, which shares the seed
// with it, and ends the process.

/** Far more than an input may take, on a machine that is busy. */
const secondsOnBusyMachine = 120;

interface Watched {
  readonly kind: string;
  readonly seconds: number;
  /** Seeds that were begun, and the last one. */
  readonly begun: Int32Array<SharedArrayBuffer>;
}

/** What is watched until it is ended. */
interface Watch {
  /** To be called with the seed of each input that is begun. */
  readonly begin: (seed: number) => void;
  readonly end: () => Promise<unknown>;
}

export function watchInputs(kind: string, seconds = secondsOnBusyMachine): Watch {
  const begun = new Int32Array(new SharedArrayBuffer(8));
  const watched: Watched = { kind, seconds, begun };
  const thread = new Worker(__filename, { workerData: watched });
  thread.unref();
  const begin = (seed: number): void => {
    Atomics.store(begun, 1, seed);
    Atomics.add(begun, 0, 1);
  };
  return { begin, end: () => thread.terminate() };
}

function watch({ kind, seconds, begun }: Watched): void {
  let [last, since] = [0, performance.now()];
  setInterval(() => {
    const now = Atomics.load(begun, 0);
    if (now !== last) [last, since] = [now, performance.now()];
    if (performance.now() - since < seconds * 1000) return;
    const seed = Atomics.load(begun, 1);
    writeSync(2, `${kind}: the inputs from seed ${seed} on had not ended after ${seconds} s.\n`);
    process.kill(process.pid, 'SIGKILL'); // what does not end hears nothing else
  }, 1000);
}

if (!isMainThread) watch(workerData as Watched); // given above
