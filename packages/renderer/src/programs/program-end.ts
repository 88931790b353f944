import { basename } from 'node:path';
import { saysOutOfMemory } from './memory-limit';
import { renderOutputLimitMiB } from './output-limit';
import { failure, type Outcome } from '../contract/failure';

/** Why we stopped a program. */
export type Stop = 'timeout' | 'too-much-output' | 'too-much-memory';

/** How a program ended, with what it wrote until then. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  /** What it wrote to stderr. */
  readonly words: string;
  readonly stop: Stop | undefined;
}

interface Called {
  readonly program: string;
  readonly cwd?: string;
  readonly timeoutSeconds: number;
  readonly outputLimitMiB: number;
  readonly memoryLimitMiB?: number;
}

export const installRemedy =
  'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL';
const retryRemedy = 'Run it again where it has enough memory and nobody ends it';
const slowRemedy = 'Run it again on a machine with less to do, or mend what keeps it busy';
const smallerRemedy = 'Mend what makes it so large';
const brokenRemedy = 'Its file may be damaged: remove it, so that it is fetched anew, or install it again';

/** The processor or the system met code that is none. */
const brokenSignals: readonly string[] = ['SIGSEGV', 'SIGBUS', 'SIGILL'];

/** Why a program gave nothing: from its end, and what it wrote itself. */
export function explainEnd({ code, signal, words, stop }: ProgramEnd, call: Called): Outcome<never> {
  const name = basename(call.program);
  const { timeoutSeconds, outputLimitMiB, memoryLimitMiB = 0 } = call;
  if (stop === 'too-much-output') {
    return failure('too-much-output', `${name} wrote more than ${outputLimitMiB} MiB and was stopped`);
  }
  if (stop === 'timeout') {
    return failure(
      'timeout',
      `${name} did not end within ${Math.ceil(timeoutSeconds)} seconds and was stopped`,
      slowRemedy,
    );
  }
  if (stop === 'too-much-memory' || (memoryLimitMiB > 0 && saysOutOfMemory(words))) {
    return failure('too-much-memory', `${name} wanted more than ${memoryLimitMiB} MiB of memory`, smallerRemedy);
  }
  if (signal !== null) {
    const isBroken = brokenSignals.includes(signal);
    const said = words === '' ? '' : `: ${words}`;
    const which = isBroken ? call.program : name;
    return failure('program-ended', `${which} was ended by ${signal}${said}`, isBroken ? brokenRemedy : retryRemedy);
  }
  // What a shell says of a program that it cannot become.
  if (code === 126 || code === 127) return explainRefusal(words, call);
  const silent = `${name} ended with exit code ${code ?? 'unknown'} and said nothing`;
  return failure('program-failed', words === '' ? silent : words);
}

function explainRefusal(words: string, { program }: Called): Outcome<never> {
  return failure('program-not-started', `${program} cannot be started: ${words}`, brokenRemedy);
}

/** Of a program whose turn comes when the time of its whole render is over. */
export function explainLate({ program }: Pick<Called, 'program'>): Outcome<never> {
  const reason = `the render took longer than it may in all, so ${basename(program)} was not started`;
  return failure('timeout', reason, slowRemedy);
}

/** Of a program whose turn comes when the others of its render have written all that may be held. */
export function explainFull({ program }: Pick<Called, 'program'>): Outcome<never> {
  const reason = `the programs of this render wrote more than ${renderOutputLimitMiB} MiB in all`;
  return failure('too-much-output', `${reason}, so ${basename(program)} was not started`, smallerRemedy);
}

const missingCodes = ['ENOENT', 'EACCES'];
/** The machine has no more processes, open files or memory. */
const fullCodes = ['EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM'];

/** Why a program could not be started. Node throws for some reasons, such as an argument with a NUL. */
export function explainStart(
  { code, message }: NodeJS.ErrnoException,
  { program, cwd }: Pick<Called, 'program' | 'cwd'>,
): Outcome<never> {
  const where = cwd === undefined ? '' : ` in ${cwd}`;
  const reason = `${program} cannot be started${where}: ${message.replace('/bin/sh', program)}`;
  if (missingCodes.includes(String(code))) return failure('program-missing', reason, installRemedy);
  return failure('program-not-started', reason, fullCodes.includes(String(code)) ? slowRemedy : undefined);
}
