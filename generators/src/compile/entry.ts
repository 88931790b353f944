import { output, type Tree as NxTree } from '@nx/devkit';
import { keepCompiledCode } from '../nx/kept-code';
import compileAll from './generator';
import type { CompileOptions } from './options';

/**
 * What Nx runs for `nx sync`, `nx sync:check` and `nx g compile`. The last brings options, and names what changes by
 * itself; the others bring none, and print what they get.
 */
export default async function compileEntry(
  nxTree: NxTree,
  options?: CompileOptions,
): Promise<ReturnType<typeof compileAll> | (() => void) | undefined> {
  if (options !== undefined) {
    const { callback } = compileAll(nxTree, options);
    await keepCompiledCode();
    return callback;
  }
  const { callback, ...outOfSync } = endSyncWhere(() => compileAll(nxTree));
  await keepCompiledCode();
  if (callback === undefined) return outOfSync;
  return {
    ...outOfSync,
    callback: () => {
      endSyncWhere(callback);
    },
  };
}

/** What `work` gives; where it throws, the end of `nx sync`. */
function endSyncWhere<Made>(work: () => Made): Made {
  try {
    return work();
  } catch (error) {
    throw endSync(error);
  }
}

/**
 * Ends `nx sync` and `nx sync:check` with what a person has to mend. Nx would end them with its own advice: to remove
 * this generator from nx.json, after which nothing would be compiled any more. Nx's daemon outlives a command, so
 * there the error can only say beforehand that this is not the remedy.
 */
function endSync(error: unknown): Error {
  const thrown = error instanceof Error ? error : new Error(String(error));
  const [title = '', ...bodyLines] = thrown.message.split('\n');
  const command = process.argv.slice(2).find((word) => !word.startsWith('-'));
  if (command === 'sync' || command === 'sync:check') {
    const stack = process.env['NX_VERBOSE_LOGGING'] === 'true' && thrown.stack ? ['', thrown.stack] : [];
    output.error({ title, bodyLines: [...bodyLines, ...stack] });
    process.exit(1);
  }
  if (command === undefined) thrown.message += `\n\n${notTheRemedy}`;
  return thrown;
}

const notTheRemedy =
  'Mend what is named above. Leave the generator in nx.json, whatever Nx says below: nothing is compiled without it.';
