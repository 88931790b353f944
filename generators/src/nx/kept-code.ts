import { setImmediate } from 'node:timers/promises';

/** What Node does for a promise on the disk: a file that was written is closed before it is renamed. */
const works = ['FSReqPromise', 'CloseReq'];

/** Enough for a thousand files on a slow disk. */
const mostMilliseconds = 2000;

/**
 * Waits until what TypeScript files were compiled to is kept on the disk for the next command. @swc-node/register does
 * not wait until it is written, and Nx ends its process without waiting for anything: each command would compile
 * everything anew. Where all of it is kept, nothing is waited for.
 */
export async function keepCompiledCode(): Promise<void> {
  const end = Date.now() + mostMilliseconds;
  while (process.getActiveResourcesInfo().some((name) => works.includes(name)) && Date.now() < end) {
    await setImmediate();
  }
}
