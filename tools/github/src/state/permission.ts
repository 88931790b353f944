type Access = 'read' | 'write';

/** Names as in the settings of a GitHub App. */
export type Permissions = Readonly<Record<string, Access>>;

/** What the fleet's App is given. */
export const fleetPermissions: Permissions = {
  metadata: 'read',
  contents: 'write',
  pull_requests: 'write',
  statuses: 'read',
};

export function allows(granted: Permissions, needed: Permissions): boolean {
  return Object.entries(needed).every(([name, access]) => granted[name] === 'write' || granted[name] === access);
}

/** The header that tells what would have been enough: commas join what is needed together, semicolons alternatives. */
export function acceptedPermissions(alternatives: readonly Permissions[]): string {
  const text = (needed: Permissions) =>
    Object.entries(needed)
      .map(([name, access]) => `${name}=${access}`)
      .join(',');
  return alternatives.map(text).join('; ');
}
