import type { Tree } from '@sovereign-fleet/domain';
import { compareObjects, writeObjects } from '../fleet/object-files';
import { treeOf, writeWithNx } from '../fleet/compile-fleet';
import { type ExampleFleet, exampleFleet, type KitName } from '../fleet/example-fleet';
import { compareRaw, filesBelow, writeRaw } from '../fleet/raw-files';
import { settle } from './settle';

/** What one fresh process measured. */
export interface Measurement {
  /** User and system time of all threads, in milliseconds. */
  readonly cpu: number;
  /** How many files were written, or had the right content. */
  readonly files: number;
  /** The most memory that the process had, in MiB. */
  readonly peak: number;
}

/**
 * What a child process can be told to do. Each step prepares what is not measured: once, then for a folder. Then it
 * returns the function that is measured.
 */
const steps = {
  /** The product, from specs to files. In a folder that has the files, it is a run in which nothing changes. */
  write: (fleet: ExampleFleet) => (folder: string) => () => writeWithNx(treeOf(fleet), folder),
  /** The product, from specs to text. */
  compile: (fleet: ExampleFleet) => () => () => textsOf(treeOf(fleet)),
  'write-raw': (fleet: ExampleFleet) => {
    const tree = treeOf(fleet);
    return (folder: string) => {
      const files = filesBelow(folder, tree);
      return () => writeRaw(files);
    };
  },
  'compare-raw': (fleet: ExampleFleet) => {
    const tree = treeOf(fleet);
    return (folder: string) => {
      const files = filesBelow(folder, tree);
      return () => compareRaw(files);
    };
  },
  'write-objects': (fleet: ExampleFleet) => {
    const tree = treeOf(fleet);
    return (file: string) => () => writeObjects(tree, file);
  },
  'compare-objects': (fleet: ExampleFleet) => {
    const tree = treeOf(fleet);
    return (folder: string) => () => compareObjects(tree, folder);
  },
};

/** How many texts a Tree has. V8 joins text as late as it can; `Buffer.from` makes it do so now. */
function textsOf(tree: Tree): number {
  return [...tree.values()].filter((content) => Buffer.from(content).length > 0).length;
}

export type Step = keyof typeof steps;

function measure(run: () => number): Measurement {
  const before = process.cpuUsage();
  const files = run();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, files, peak: process.resourceUsage().maxRSS / 1024 };
}

const [, , step = '', kit = '', count, path = '', warmUp = '', kitFolder = ''] = process.argv;
// `measureInChild` passes these arguments.
const run = steps[step as Step](exampleFleet(kit as KitName, Number(count), kitFolder));
// After these runs, in a folder of their own, V8 has compiled the code.
if (warmUp !== '') for (let round = 0; round < 60; round += 1) run(warmUp)();
void settle().then(() => {
  process.stdout.write(JSON.stringify(measure(run(path))));
});
