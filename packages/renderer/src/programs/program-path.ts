import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether there is such a program: a path to a file that may be run, or the name of one in PATH. */
export function isThere(program: string, { PATH = '' }: Readonly<Record<string, string | undefined>>): boolean {
  if (program.includes('/')) return mayRun(program);
  return PATH.split(delimiter).some((folder) => mayRun(join(folder, program)));
}

function mayRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
