import type { Tree as NxTree } from '@nx/devkit';
import { type Issue, outputFolder, printableLine, sovereignFolder } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import { specFile, type UnreadSovereign } from '@sovereign-fleet/workspace/specs';

interface Newcomer {
  readonly name: string;
  readonly fqdn: string;
}

/**
 * What keeps a Sovereign from being made while some specs cannot be used: its name is that of one of them, or it would
 * get a tree that is there and may be that of one of them. Of a Sovereign that is there already nothing is asked.
 */
export function issuesOfUnreadSpecs(
  nxTree: NxTree,
  { name, fqdn }: Newcomer,
  unread: readonly UnreadSovereign[],
): readonly Issue[] {
  const own = unread.find((one) => one.name === name);
  if (own !== undefined) return own.issues;
  const folder = `${outputFolder}/${sovereignFolder(fqdn)}`;
  if (unread.length === 0 || nxTree.children(folder).length === 0) return [];
  const specs = unread.map((one) => specFile(one.name)).join(', ');
  const problem = `${folder} is there, and may be the tree of a spec that cannot be used`;
  const remedy = `Mend first what "npx nx sync" says of ${specs}, or choose another FQDN`;
  return [{ file: commandLine, field: 'FQDN', value: fqdn, problem, remedy }];
}

/** What is said beside, where the command goes on without some specs. */
export function linesOfUnread(unread: readonly UnreadSovereign[]): readonly string[] {
  return unread.map(({ name }) => printableLine(`${specFile(name)} cannot be used: "npx nx sync" says why.`));
}
