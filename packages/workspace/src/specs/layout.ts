import { secretsFolderName } from '@sovereign-fleet/domain/layout';

/** What all Sovereigns share. */
export const fleetFile = 'sovereigns/fleet.ts';

/** Begins the name of a folder in which a command collects its files until all are there. Git ignores such folders. */
export const stagingPrefix = '.sovereign-fleet-';

/** Where the spec of a Sovereign is. */
export function specFile(name: string): string {
  return `sovereigns/${name}/sovereign.ts`;
}

/** The encrypted files of a Sovereign. */
export function secretsFolderOf(name: string): string {
  return `sovereigns/${name}/${secretsFolderName}`;
}

/** The encrypted files of a Sovereign, as a pattern of their paths. */
export function secretFiles(name: string): string {
  return `${secretsFolderOf(name)}/**/*`;
}

/** The folder of a Sovereign's own rows, with a folder beside a row for what no chart has. */
export function ownRowsFolder(name: string): string {
  return `sovereigns/${name}/slots`;
}
