declare const treePathBrand: unique symbol;

/**
 * A path below `outputFolder`, with `/` between its parts. Each part begins with a letter or a digit, so that no path
 * leaves its folder or is hidden.
 */
export type TreePath = string & { readonly [treePathBrand]: true };

const pattern = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

/** All that will be written, with nothing written yet: path → content, in the order of the paths. */
export type Tree = ReadonlyMap<TreePath, string>;

/** A path of a Tree from its parts. Throws where a part could lead elsewhere: no parsed name can. */
export function treePath(...parts: readonly string[]): TreePath {
  const path = parts.join('/');
  if (!pattern.test(path)) throw new Error(`${JSON.stringify(path)} is not a path of a tree`);
  return path as TreePath; // it has the pattern
}
