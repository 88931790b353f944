import { execFile, type ExecFileException } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import pLimit from 'p-limit';
import { failure, type Outcome } from '../contract/failure';

/** One run of a program. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  /** Its standard input. If left out, the input is empty. */
  readonly input?: string;
  readonly cwd?: string;
  /** All of its environment. If left out, it gets ours. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Counted from its start, not from the call, which may have to wait for its turn. */
  readonly timeoutSeconds: number;
  /** It is stopped when it writes more than this. */
  readonly outputLimitMiB?: number;
}

export interface ProgramOutput {
  readonly stdout: string;
}

const defaultOutputLimitMiB = 256;
const mebibyte = 1024 * 1024;

const programLimit = pLimit(availableParallelism());

/**
 * Runs a program without a shell. At most as many run at once as there are cores. Gives its standard output. If its
 * exit code is not 0, the failure has what it wrote to stderr; else why it could not start or was stopped. Never
 * rejects. Why this is Node's own execFile: docs/decisions/0031.
 */
export function runProgram(call: ProgramCall): Promise<Outcome<ProgramOutput>> {
  return programLimit(() => run(call));
}

function run(call: ProgramCall): Promise<Outcome<ProgramOutput>> {
  const { program, args, cwd, env, timeoutSeconds, outputLimitMiB = defaultOutputLimitMiB } = call;
  return new Promise((settle) => {
    const options = {
      cwd,
      env,
      timeout: timeoutSeconds * 1000,
      maxBuffer: outputLimitMiB * mebibyte,
      killSignal: 'SIGKILL',
    } as const;
    try {
      const child = execFile(program, args, options, (error, stdout, stderr) => {
        settle(error === null ? { ok: true, value: { stdout } } : explainEnd(error, call, stderr.trim()));
      });
      // It may end without reading all of it; its exit code says whether that is bad.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(call.input);
    } catch (error) {
      settle(explainStart(error as ExecFileException, call)); // Node throws nothing else
    }
  });
}

const installRemedy = 'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL';
const retryRemedy = 'Run it again where it has enough memory and nobody ends it';
const slowRemedy = 'Run it again on a machine with less to do, or mend what keeps it busy';

/** Why a program gave nothing: from what Node says about its end, and what it wrote itself. */
function explainEnd(error: ExecFileException, call: ProgramCall, words: string): Outcome<never> {
  const name = basename(call.program);
  const { timeoutSeconds, outputLimitMiB = defaultOutputLimitMiB } = call;
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return failure('too-much-output', `${name} wrote more than ${outputLimitMiB} MiB and was stopped`);
  }
  if (typeof error.code === 'string') return explainStart(error, call);
  if (error.killed === true) {
    return failure('timeout', `${name} did not end within ${timeoutSeconds} seconds and was stopped`, slowRemedy);
  }
  const said = shorten(words);
  if (error.signal) {
    // it is null if there was no signal, whatever Node's types say
    return failure(
      'program-ended',
      `${name} was ended by ${error.signal}${said === '' ? '' : `: ${said}`}`,
      retryRemedy,
    );
  }
  const silent = `${name} ended with exit code ${error.code ?? 'unknown'} and said nothing`;
  return failure('program-failed', said === '' ? silent : said);
}

const missingCodes = ['ENOENT', 'EACCES'];
/** The machine has no more processes, open files or memory. */
const fullCodes = ['EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM'];

/** Why a program could not be started. Node throws for some reasons, such as an argument with a NUL. */
function explainStart({ code, message }: ExecFileException, { program, cwd }: ProgramCall): Outcome<never> {
  const where = cwd === undefined ? '' : ` in ${cwd}`;
  const reason = `${program} cannot be started${where}: ${message}`;
  if (missingCodes.includes(String(code))) return failure('program-missing', reason, installRemedy);
  return failure('program-not-started', reason, fullCodes.includes(String(code)) ? slowRemedy : undefined);
}

/** How much of a program's stderr is kept: enough to know why it failed, not so much that it fills a report. */
const longestWords = 16 * 1024;

function shorten(words: string): string {
  return words.length > longestWords ? `${words.slice(0, longestWords)}…` : words;
}
