import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from './repository';

/**
 * Runs what two processes must not do at once, such as building into the same folder: suites of tests run beside each
 * other. The turn of a process that is gone is over.
 */
export function takeTurn<T>(name: string, run: () => T): T {
  const claim = join(repository, 'dist', `${name}.turn`);
  mkdirSync(dirname(claim), { recursive: true });
  while (
    !succeeds(() => {
      writeFileSync(claim, String(process.pid), { flag: 'wx' });
    }, 'EEXIST')
  ) {
    if (isOver(claim)) rmSync(claim, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    return run();
  } finally {
    rmSync(claim);
  }
}

function isOver(claim: string): boolean {
  let owner = '';
  if (!succeeds(() => (owner = readFileSync(claim, 'utf8')), 'ENOENT')) return false;
  // Between the making of a file and its writing it is empty.
  return owner !== '' && !succeeds(() => process.kill(Number(owner), 0), 'ESRCH');
}

/** False where the system refuses with this code; any other failure is thrown. */
function succeeds(run: () => unknown, code: string): boolean {
  try {
    run();
    return true;
  } catch (error) {
    // What Node throws has a code. Jest has an Error of its own, so its class says nothing.
    if ((error as { readonly code?: unknown }).code === code) return false;
    throw error;
  }
}
