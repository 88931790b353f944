import { setTimeout } from 'node:timers/promises';

/** Collects the garbage of loading code, and waits until V8's threads are done with it. */
export async function settle(): Promise<void> {
  globalThis.gc?.();
  await setTimeout(500);
}
