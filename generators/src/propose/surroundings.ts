import type { Clock } from '@sovereign-fleet/pull-request';
import { type Progress, progressOn } from './progress';

/** What a run touches outside, as arguments. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly progress: Progress;
  /** A JSON line, for programs. */
  readonly record: (line: string) => void;
  /** Lines for people. */
  readonly tell: (text: string) => void;
}

/** This process: records to standard output, what people read to standard error. */
export function thisProcess(): Surroundings {
  return {
    environment: process.env,
    clock: {
      now: () => new Date(),
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
    progress: progressOn(process.stderr),
    record: (line) => void process.stdout.write(line),
    tell: (text) => void process.stderr.write(text),
  };
}
