import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '@sovereign-fleet/domain';
import { workspaceRoot } from '../workspace';

/** A workspace for each version that was released, as it made it. */
export const fixtureFolder = join(workspaceRoot, 'tools/testdata/workspaces');

/** What is kept of one. */
export const kept = ['package.json', 'nx.json', 'sovereigns', 'kits', outputFolder];

/** The versions that have one, the newest last. */
export function fixtureVersions(): readonly string[] {
  return readdirSync(fixtureFolder).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}
