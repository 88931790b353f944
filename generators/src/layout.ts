/** What all Sovereigns share. */
export const fleetFile = 'sovereigns/fleet.ts';

/** Where the spec of a Sovereign is. */
export function specFile(name: string): string {
  return `sovereigns/${name}/sovereign.ts`;
}
