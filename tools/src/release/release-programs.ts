import { join } from 'node:path';
import { installPinned } from '@sovereign-fleet/bench';
import { takeTurn } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';

const folder = join(workspaceRoot, 'tools/release-programs');

/**
 * Where a program is that a release or its tests start. They are installed when the first of them is wanted, so that
 * `npm ci` does not bring them to everybody.
 */
export function releaseProgram(name: 'changeset' | 'pnpm' | 'verdaccio' | 'node'): string {
  const failure = takeTurn('release-programs', () => installPinned(folder));
  if (failure !== undefined) throw new Error(`tools/release-programs could not be installed: ${failure}`);
  return join(folder, 'node_modules/.bin', name);
}
