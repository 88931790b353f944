import type { Resource } from './read-resource';

/** What a source leaves out of the files that it fetches: `spec.ignore`, as the lines of a .gitignore. */
export function ignoredPaths(source: Resource): string | undefined {
  const spec = source['spec'];
  if (typeof spec !== 'object' || spec === null || !('ignore' in spec)) return undefined;
  return typeof spec.ignore === 'string' ? spec.ignore : undefined;
}
