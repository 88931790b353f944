import type { Tree as NxTree } from '@nx/devkit';
import type { Issue } from '@sovereign-fleet/domain';
import { filesBelow } from './stage';

/** Files of the kit and of the Sovereign that are there already, and are not what the import would write. */
export function issuesOfTaken(
  nxTree: NxTree,
  files: ReadonlyMap<string, string>,
  folders: readonly string[],
): readonly Issue[] {
  return folders.flatMap((folder) => {
    const there = filesBelow(nxTree, folder);
    const others = there.filter((path) => files.get(path) !== nxTree.read(path, 'utf-8'));
    return others.map((file): Issue => {
      const isNew = !files.has(file);
      const problem = isNew ? 'the import would not write it' : 'the import would write something else';
      const remedy = `Take another name, or move ${folder}/ away`;
      return { file, field: 'file', value: 'there', code: 'taken', problem, remedy };
    });
  });
}
