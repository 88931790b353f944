import type { Resource } from './read-resource';

/** The folders that a GitRepository checks out: `spec.sparseCheckout`. Undefined where it checks out all. */
export function checkedOutPaths(source: Resource): readonly string[] | undefined {
  const spec = source['spec'];
  if (typeof spec !== 'object' || spec === null || !('sparseCheckout' in spec)) return undefined;
  const { sparseCheckout: paths } = spec;
  if (!Array.isArray(paths) || paths.length === 0) return undefined;
  return paths.filter((path) => typeof path === 'string');
}

/** What a source leaves out of the files that it fetches: `spec.ignore`, as the lines of a .gitignore. */
export function ignoredPaths(source: Resource): string | undefined {
  const spec = source['spec'];
  if (typeof spec !== 'object' || spec === null || !('ignore' in spec)) return undefined;
  return typeof spec.ignore === 'string' ? spec.ignore : undefined;
}
