import type { Tree } from '@sovereign-fleet/domain';
import { compareObjects, writeObjects } from './objects';
import { compiled, readShared, treeOf, writeWithNx } from './product';
import { compareRaw, filesBelow, writeRaw } from './raw';
import { settled } from './settled';
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

/** What a process can be started for: each prepares what is not measured, for all and for a folder, and gives what is. */
const steps = {
  /** The product, from specs to files. Over files that are there already: a run in which nothing changed. */
  write: (count: number) => {
    const given = specs(count);
    const shared = readShared();
    return (folder: string) => () => writeWithNx(treeOf(given, shared), folder);
  },
  /** The product, from specs to text. */
  compile: (count: number) => {
    const given = specs(count);
    const shared = readShared();
    return () => () => textsOf(treeOf(given, shared));
  },
  'write-raw': (count: number) => {
    const tree = compiled(count);
    return (folder: string) => {
      const files = filesBelow(folder, tree);
      return () => writeRaw(files);
    };
  },
  'compare-raw': (count: number) => {
    const tree = compiled(count);
    return (folder: string) => {
      const files = filesBelow(folder, tree);
      return () => compareRaw(files);
    };
  },
  'write-objects': (count: number) => {
    const tree = compiled(count);
    return (file: string) => () => writeObjects(tree, file);
  },
  'compare-objects': (count: number) => {
    const tree = compiled(count);
    return (folder: string) => () => compareObjects(tree, folder);
  },
};

/** How many texts a Tree has, each put together: V8 does that as late as it can. */
function textsOf(tree: Tree): number {
  return [...tree.values()].filter((content) => Buffer.from(content).length > 0).length;
}

export type Step = keyof typeof steps;

function measure(run: () => number): Measured {
  const before = process.cpuUsage();
  const files = run();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, files, peak: process.resourceUsage().maxRSS / 1024 };
}

const [, , step = '', count, path = '', warmUp = ''] = process.argv;
// The arguments are those that `measureInChild` gave.
const run = steps[step as Step](Number(count));
// Runs in a folder of their own, after which V8 has compiled what it runs.
if (warmUp !== '') for (let round = 0; round < 60; round += 1) run(warmUp)();
void settled().then(() => {
  process.stdout.write(JSON.stringify(measure(run(path))));
});
