import { rmSync } from 'node:fs';
import type { Tree as NxTree } from '@nx/devkit';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import compileGenerator from '../compile/generator';
import { refusalOf, runChange } from './run-change';
import { runGenerator } from './run-generator';

// For tests: a compiled workspace for each test, and a generator that changes records in it.

type Generate<Options> = (nxTree: NxTree, options: Options) => Promise<() => Promise<void>>;

/** A workspace that is made anew before each test of a file, with more files than those of the example. */
export function changedWorkspace(more: Readonly<Record<string, string>> = {}) {
  let root = '';
  const compileAll = () => runGenerator(root, (nxTree) => compileGenerator(nxTree));
  /** What people and the compiler write; render also keeps a cache. */
  const readFiles = () => ({
    ...filesIn(root, 'kits'),
    ...filesIn(root, 'sovereigns'),
    ...filesIn(root, 'gitops-out'),
  });

  beforeEach(() => {
    root = makeSpecs(more);
    compileAll();
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  return {
    root: () => root,
    compileAll,
    written: readFiles,
    textOf: (path: string): string => readFiles()[path] ?? '',
    /** Writes files as a person would, and compiles them. */
    edit: (files: Readonly<Record<string, string>>) => {
      writeFiles(root, files);
      compileAll();
    },
    /** Writes files as a person would, whatever they compile to. */
    write: (files: Readonly<Record<string, string>>) => {
      writeFiles(root, files);
    },
    run: <Options>(generate: Generate<Options>, options: Options, isDry = false) =>
      runChange(root, (nxTree) => generate(nxTree, options), { isDry }),
    refuse: <Options>(generate: Generate<Options>, options: Options) =>
      refusalOf(root, (nxTree) => generate(nxTree, options)),
  };
}

interface Refusal<Options> {
  readonly what: string;
  readonly options: Options;
  /** How the first Issue begins, or all of it. */
  readonly says: string;
}

/** A test for each command that is refused: it writes nothing. */
export function testRefusals<Options>(
  workspace: ReturnType<typeof changedWorkspace>,
  generate: Generate<Options>,
  rows: readonly Refusal<Options>[],
): void {
  test.each(rows)('$what is refused, and nothing is written', async ({ options, says }) => {
    const before = workspace.written();
    const [first = ''] = await workspace.refuse(generate, options);
    expect(first.startsWith(says) ? says : first).toBe(says);
    expect(workspace.written()).toEqual(before);
  });
}
