const scope = '@sovereign-fleet';

/** Our packages, by their names without the scope. A test in `tools` compares the list with npm's workspaces. */
export const packages = [
  'domain',
  'flux',
  'go-text',
  'bootstrap-kit',
  'compiler',
  'renderer',
  'policy',
  'pull-request',
  'adopt',
  'cloud-init',
  'workspace',
  'nx',
  'tools',
  'bench',
  'github',
] as const;

/**
 * The name by which a package of ours is imported, which Nx has for its project too: `@sovereign-fleet/domain`.
 * `fleet` and `kit-<kit>` are not packages but the projects of what all Sovereigns share, and of a kit.
 */
export function packageName(name: (typeof packages)[number] | 'fleet' | `kit-${string}`): string {
  return `${scope}/${name}`;
}
