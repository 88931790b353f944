import { compareObjects, writeObjects } from './objects';
import { compiled, readShared, treeOf, writeWithNx } from './product';
import { compareRaw, filesBelow, writeRaw } from './raw';
import { specs } from './specs';

/** What one fresh process measured. */
export interface Measured {
  /** User and system time of all threads, in milliseconds. */
  readonly cpu: number;
  /** How many files were written, or found as they should be. */
  readonly files: number;
  /** The most memory that the process had, in MiB. */
  readonly peak: number;
}

/** What a process can be started for: each prepares what is not measured, and gives what is. */
const steps = {
  /** The product, from specs to files. Over files that are there already: a run in which nothing changed. */
  write: (count: number, folder: string) => {
    const given = specs(count);
    const shared = readShared();
    return () => writeWithNx(treeOf(given, shared), folder);
  },
  'write-raw': (count: number, folder: string) => {
    const files = filesBelow(folder, compiled(count));
    return () => writeRaw(files);
  },
  'compare-raw': (count: number, folder: string) => {
    const files = filesBelow(folder, compiled(count));
    return () => compareRaw(files);
  },
  'write-objects': (count: number, file: string) => () => writeObjects(compiled(count), file),
  'compare-objects': (count: number, folder: string) => () => compareObjects(compiled(count), folder),
};

export type Step = keyof typeof steps;

function measure(run: () => number): Measured {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const files = run();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, files, peak: process.resourceUsage().maxRSS / 1024 };
}

const [, , step = '', count, path = ''] = process.argv;
// The arguments are those that `measureInChild` gave.
const run = steps[step as Step](Number(count), path);
process.stdout.write(JSON.stringify(measure(run)));
