import { z } from 'zod';

/**
 * A path below `gitops-out/`, with `/` between its parts. Each part begins with a letter or a digit, so that no path
 * leaves its folder or is hidden.
 */
const TreePath = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/)
  .brand<'TreePath'>();
export type TreePath = z.infer<typeof TreePath>;

/** All that will be written, with nothing written yet: path → content, in the order of the paths. */
export type Tree = ReadonlyMap<TreePath, string>;

/** A path of a Tree from its parts. Throws where a part could lead elsewhere: no parsed name can. */
export function treePath(...parts: readonly string[]): TreePath {
  return TreePath.parse(parts.join('/'));
}
