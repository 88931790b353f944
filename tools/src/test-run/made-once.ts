import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeTurn } from '@sovereign-fleet/workspace/testing';

/**
 * A folder that all suites of one run of tests share. The first that asks for it makes what is in it, while the others
 * wait; none may change it. The end of the run removes it (`tools/run-folder.cjs`).
 */
export function madeOnce(name: string, make: (folder: string) => void): string {
  const run = process.env['SOVEREIGN_FLEET_TEST_RUN'];
  if (run === undefined) throw new Error('SOVEREIGN_FLEET_TEST_RUN is not set: tools/begin-run.cjs sets it for Jest');
  const folder = join(run, name);
  const mark = `${folder}.made`;
  return takeTurn(name, () => {
    if (existsSync(mark)) return folder;
    // Of somebody who failed.
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    make(folder);
    writeFileSync(mark, '');
    return folder;
  });
}
