import { rmSync } from 'node:fs';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import sovereignGenerator from '../sovereign/generator';
import { runGenerator } from '../testing/run-generator';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test.each([{ regions: 'fsn1' }, { regions: 'hel1,nbg1' }])(
  'a spec that another command makes before Nx writes is left to it, the same or not: $regions',
  ({ regions }) => {
    const other = makeSpecs();
    runGenerator(other, (tree) => sovereignGenerator(tree, { regions: 'fsn1' }));
    const theirs = filesIn(other, 'sovereigns');
    rmSync(other, { recursive: true });
    const run = () =>
      runGenerator(root, (tree) => {
        const done = sovereignGenerator(tree, { regions });
        writeFiles(root, theirs);
        return done;
      });
    expect(run).toThrow('sovereigns/sovereign-1/sovereign.ts: file is "there": another command has written it since');
    expect(filesIn(root, 'sovereigns')).toEqual(theirs);
    expect(Object.keys(filesIn(root, '.')).filter((path) => path.startsWith('gitops-out/'))).toEqual([]);
  },
);
