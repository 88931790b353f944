const scope = '@sovereign-fleet';

/** Our packages, by their names without the scope. A test of `tools` compares the list with what npm has as workspaces. */
export const packages = [
  'domain',
  'flux',
  'go-text',
  'bootstrap-kit',
  'compiler',
  'renderer',
  'policy',
  'pull-request',
  'generators',
  'tools',
] as const;

/** The name by which a package of ours is imported, and which Nx has for its project: `@sovereign-fleet/domain`. */
export function packageName(name: (typeof packages)[number]): string {
  return `${scope}/${name}`;
}
