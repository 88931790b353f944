import { setTimeout } from 'node:timers/promises';

/** What the loading of code left behind is collected, and V8's threads are given time to end with it. */
export async function settled(): Promise<void> {
  globalThis.gc?.();
  await setTimeout(500);
}
