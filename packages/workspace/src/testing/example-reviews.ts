// For tests: a review, and folders of files as the jobs of a run leave them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Review } from '@sovereign-fleet/policy';

export const acme: Review = {
  name: 'acme',
  fqdn: 'acme.example.com',
  kit: { name: 'openova', makesVclusters: true, untyped: { objects: 0, fields: 0 } },
  regions: ['fsn1'],
  standIns: [],
  findings: [],
};

const folders: string[] = [];

/** A folder with these files, which `removeFolders` removes. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'reviews-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** For `afterEach`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export const reviewFile = (...reviews: readonly object[]): string => JSON.stringify({ version: 1, reviews });
