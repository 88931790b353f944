import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What a mark looks like: the process, the machine and the beginning of the process. */
export const markPattern = '\\d+-[0-9a-f]{8}-[0-9a-f]{8}';

let own: string | undefined;

/** This process, as later ones can tell whether it is still there: its number alone may be that of another one then. */
export function processMark(): string {
  own ??= `${process.pid}-${place()}-${beginning(process.pid)?.mark ?? unknown}`;
  return own;
}

/** What nobody knows of another machine's processes: after so long they count as gone. */
const longestElsewhere = 24 * 60 * 60 * 1000;

/** Whether the process of a mark, which was made so many milliseconds ago, is gone. If in doubt, it is not. */
export function isGone(mark: string, age: number): boolean {
  const [number, where, began] = mark.split('-');
  if (where !== place()) return age > longestElsewhere;
  const pid = Number(number);
  if (!isRunning(pid)) return true;
  const now = beginning(pid);
  return now !== undefined && (now.isDead || (began !== unknown && now.mark !== began));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const unknown = '0'.repeat(8);

let ownPlace: string | undefined;

/** The machine, and on Linux the container: each numbers its processes for itself. */
function place(): string {
  ownPlace ??= hashOf([hostname(), attempt(() => readlinkSync('/proc/self/ns/pid'))]);
  return ownPlace;
}

interface Beginning {
  readonly mark: string;
  /** It has ended, and its parent has not asked how. */
  readonly isDead: boolean;
}

/** When a process began, where the system says so in a file (proc(5): the 22nd field, after a name in parentheses). */
function beginning(pid: number): Beginning | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) return undefined;
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  return { mark: hashOf([boot, fields[18]]), isDead: ['Z', 'X'].includes(state) };
}

function hashOf(parts: readonly (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined; // a system without it
  }
}
