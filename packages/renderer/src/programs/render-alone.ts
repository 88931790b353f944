import { rmSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { atEnd } from '../disk/at-end';
import { claimEnding } from '../disk/leftovers';
import { isGone, processMark } from '../disk/process-mark';
import { createPrivateFile } from '../disk/whole-file';

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
  const claim = `${entry}${claimEnding}`;
  while (!makeClaim(claim)) {
    await setTimeout(pauseMilliseconds);
    if (await isAbandoned(claim)) await rm(claim, { force: true });
  }
  const giveBack = () => {
    rmSync(claim, { force: true });
  };
  const forget = atEnd(giveBack);
  try {
    return (await read()) ?? (await render());
  } finally {
    giveBack();
    forget();
  }
}

/**
 * Makes a file that says which process renders; false where there is one. It appears with its text: an empty one, which
 * a full disk would leave, would be waited for.
 */
function makeClaim(claim: string): boolean {
  try {
    createPrivateFile(claim, processMark());
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
  const age = Date.now() - made.mtimeMs;
  if (age > longestMilliseconds) return true;
  const mark = await readFile(claim, 'utf8').catch(() => '');
  return mark !== '' && isGone(mark, age);
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
