import { setTimeout } from 'node:timers/promises';
import type { Clock } from '@sovereign-fleet/pull-request';
import type { Patience } from '@sovereign-fleet/pull-request/octokit';
import { printableJson, printableText } from '../disk/printable-text';
import { type Progress, progressOn } from './progress';

/** What a run touches outside, as arguments. */
export interface Host {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** How requests are spaced and sent again. As GitHub recommends where it is not given. */
  readonly patience?: Patience;
  /** Once it is aborted, a run finishes what it is at, and no more. */
  readonly interrupted: AbortSignal;
  readonly progress: Progress;
  /** A JSON line, for programs. */
  readonly record: (line: string) => void;
  /** Lines for people. */
  readonly tell: (text: string) => void;
}

/** This process: records to standard output, what people read to standard error. */
export function processHost(interrupted: AbortSignal = new AbortController().signal): Host {
  return {
    environment: process.env,
    clock: {
      now: () => new Date(),
      sleep,
    },
    interrupted,
    progress: progressOn(process.stderr),
    record: (line) => void process.stdout.write(printableJson(line)),
    tell: (text) => void process.stderr.write(printableText(text)),
  };
}

async function sleep(milliseconds: number, interrupted?: AbortSignal): Promise<void> {
  const options = interrupted === undefined ? {} : { signal: interrupted };
  await setTimeout(milliseconds, undefined, options).catch((error: unknown) => {
    if (interrupted?.aborted !== true) throw error;
  });
}
