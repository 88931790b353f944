import type { Tree as NxTree } from '@nx/devkit';
import type { Issue, Result } from '@sovereign-fleet/domain';
import { hasRow } from '@sovereign-fleet/workspace/edit';
import { filesBelow } from '../change/stage';

/** The file of a kit in which the row of a slot is written, or an Issue where none is. */
export function findRowFile(nxTree: NxTree, kit: string, slot: string): Result<string> {
  const files = filesBelow(nxTree, `kits/${kit}`).filter((path) => path.endsWith('.ts'));
  const found = files.find((file) => hasRow(nxTree.read(file, 'utf-8') ?? '', slot));
  if (found !== undefined) return { ok: true, value: found };
  const issue: Issue = {
    file: `kits/${kit}`,
    field: 'slots',
    value: slot,
    code: 'unreadable',
    problem: `no file has a row { name: '${slot}', … } that could be edited`,
    remedy: 'Write the version into the row by hand, and run "npx nx sync"',
  };
  return { ok: false, issues: [issue] };
}
