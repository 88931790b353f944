/** What all Sovereigns share. */
export const fleetFile = 'sovereigns/fleet.ts';

/** Folders of this name are no content: what a command writes is in them until all of it is there. Git ignores them. */
export const stagingPrefix = '.sovereign-fleet-';

/** Where the spec of a Sovereign is. */
export function specFile(name: string): string {
  return `sovereigns/${name}/sovereign.ts`;
}
