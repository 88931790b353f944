// For tests: runs `npm run propose` on a clock whose time is in a file, so that the test's GitHub has the same time.
import { readFileSync, writeFileSync } from 'node:fs';
import { processHost } from '@sovereign-fleet/workspace/propose';
import { main } from '../commands/propose';

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

if (require.main === module) {
  const [file = '', ...args] = process.argv.slice(2);
  void main(args, { ...processHost(), clock: clockIn(file) }).then((code) => {
    process.exitCode = code;
  });
}
