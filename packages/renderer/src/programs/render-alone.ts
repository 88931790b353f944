import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const pauseMilliseconds = 50;

/** Longer than Helm may take, with its wait for a turn: then its process is not what it was. */
const longestMilliseconds = 10 * 60 * 1000;

/**
 * Renders an entry while no other process does so: `nx affected -t render review` has one for each target, and they
 * need the same renders at the same time. Whoever comes second waits, and then has the entry by `read`; where the
 * first one failed, it renders by itself.
 */
export async function renderAlone<Answer>(
  entry: string,
  read: () => Promise<Answer | undefined>,
  render: () => Promise<Answer>,
): Promise<Answer> {
  const claim = `${entry}.claim`;
  while (!(await makeClaim(claim))) {
    await setTimeout(pauseMilliseconds);
    if (await isAbandoned(claim)) await rm(claim, { force: true });
  }
  try {
    return (await read()) ?? (await render());
  } finally {
    await rm(claim, { force: true });
  }
}

/** Makes a file that says which process renders; false where there is one. */
async function makeClaim(claim: string): Promise<boolean> {
  try {
    const file = await open(claim, 'wx', 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process of a claim is gone, or has had it for too long. A claim that is gone was given back. */
async function isAbandoned(claim: string): Promise<boolean> {
  const made = await stat(claim).catch(() => undefined);
  if (made === undefined) return false;
  if (Date.now() - made.mtimeMs > longestMilliseconds) return true;
  const pid = Number(await readFile(claim, 'utf8').catch(() => ''));
  return pid > 0 && pid !== process.pid && !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
