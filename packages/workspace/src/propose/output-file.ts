import { appendFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Issue, Result } from '@sovereign-fleet/domain';
import type { ProposeOptions } from './options';
import { commandLine } from '../command/options';

type Write = (text: string) => void;

/**
 * What takes the differences of a dry run, where they go into a file: it is begun at once, so that one that cannot be
 * written is told before GitHub is asked. Refuses `--output` and `--full` where nothing is printed.
 */
export function openOutput(root: string, { output, full, dryRun }: ProposeOptions): Result<Write | undefined> {
  if (!dryRun && output !== undefined) return { ok: false, issues: [issueOfRealRun('--output', output)] };
  if (!dryRun && full) return { ok: false, issues: [issueOfRealRun('--full', true)] };
  if (output === undefined) return { ok: true, value: undefined };
  const file = resolve(root, output);
  try {
    writeFileSync(file, '');
  } catch (error) {
    const problem = `it cannot be written: ${String(error).replace(/^Error: /, '')}`;
    const remedy = 'Name a file in a folder that is there';
    return { ok: false, issues: [{ file: commandLine, field: '--output', value: output, problem, remedy }] };
  }
  return {
    ok: true,
    value: (text) => {
      appendFileSync(file, text);
    },
  };
}

function issueOfRealRun(field: string, value: unknown): Issue {
  const problem = 'only a dry run shows differences';
  return { file: commandLine, field, value, problem, remedy: 'Add --dry-run, or leave it out' };
}
