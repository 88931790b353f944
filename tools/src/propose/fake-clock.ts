// For tests: a clock whose time is in a file, so that a test's GitHub and a run have the same time.
import { readFileSync, writeFileSync } from 'node:fs';

/** A clock that moves only when somebody sleeps. */
export function clockIn(file: string) {
  const now = () => new Date(Number(readFileSync(file, 'utf8')));
  const set = (time: number) => {
    writeFileSync(file, String(time));
  };
  const sleep = (milliseconds: number) => {
    set(now().getTime() + milliseconds);
    return Promise.resolve();
  };
  return { now, set, sleep };
}
