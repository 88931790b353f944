import { isDnsLabel } from '@sovereign-fleet/domain/layout';
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { specFile } from '../specs/layout';

/**
 * Removes from `dist/review` and `dist/render` the files of Sovereigns that have no spec any more, and gives a line for
 * each. Nx keeps outputs by project, so nothing else removes those of a project that is gone. It removes only files
 * that we wrote, and folders that are empty then.
 */
export function removeOldOutputs(root: string): readonly string[] {
  return [
    ...goneIn(root, 'dist/review').flatMap((name) =>
      remove(root, { name, folder: `dist/review/${name}` }, removeReview),
    ),
    ...goneIn(root, 'dist/render').flatMap((name) =>
      remove(root, { name, folder: `dist/render/${name}` }, removeRender),
    ),
  ];
}

interface OldOutput {
  readonly name: string;
  /** From the root. */
  readonly folder: string;
}

function goneIn(root: string, folder: string): readonly string[] {
  return foldersIn(join(root, folder)).filter((name) => isDnsLabel(name) && !existsSync(join(root, specFile(name))));
}

/** The folders in a folder, without links. If it cannot be read, a task that needs it says so. */
function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** A file that cannot be removed is told and stays: it must not keep the task from running. */
function remove(
  root: string,
  { name, folder }: OldOutput,
  removeFiles: (path: string, name: string) => boolean,
): readonly string[] {
  const why = `${name} has no spec any more`;
  try {
    return removeFiles(join(root, folder), name) ? [`Removed what was written to ${folder}: ${why}.`] : [];
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) };
    return [`${folder}: ${why}, and its files cannot be removed: ${message}. Remove the folder.`];
  }
}

function removeReview(folder: string, name: string): boolean {
  const reviews = valueIn(jsonIn(join(folder, 'review.json')), 'reviews');
  if (!Array.isArray(reviews) || !reviews.every((review: unknown) => valueIn(review, 'name') === name)) return false;
  removeFilesOf(folder, ['review.html', 'review.md', 'review.sarif', 'review.json']);
  return true;
}

function removeRender(folder: string): boolean {
  const regions = foldersIn(folder).filter((region) => {
    return valueIn(jsonIn(join(folder, region, 'region.json')), 'region') === region;
  });
  for (const region of regions) removeFilesOf(join(folder, region), ['objects.yaml', 'region.json']);
  if (regions.length > 0) removeEmpty(folder);
  return regions.length > 0;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // then we did not write it
  }
}

function valueIn(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null ? Reflect.get(json, key) : undefined;
}

function removeFilesOf(folder: string, files: readonly string[]): void {
  for (const file of files) rmSync(join(folder, file), { force: true });
  removeEmpty(folder);
}

function removeEmpty(folder: string): void {
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
