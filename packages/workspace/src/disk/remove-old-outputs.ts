import { isDnsLabel } from '@sovereign-fleet/domain/layout';
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { specFile } from '../specs/layout';

/** What commands write below `dist/`, and how the files of one Sovereign are removed there. */
const outputs: Readonly<Record<string, (folder: string, name: string) => boolean>> = {
  'dist/review': removeReview,
  'dist/render': removeRender,
  'dist/cloud-init': removeCloudInit,
  'dist/cloud-init-plain': removeCloudInit,
};

/**
 * Removes from `dist/` the files of Sovereigns that have no spec any more, and gives a line for each. Nx keeps outputs
 * by project, so nothing else removes those of a project that is gone. It removes only files that we wrote, and folders
 * that are empty then.
 */
export function removeOldOutputs(root: string): readonly string[] {
  return Object.entries(outputs).flatMap(([of, removeFiles]) =>
    goneIn(root, of).flatMap((name) => remove(root, { name, folder: `${of}/${name}` }, removeFiles)),
  );
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

/** Files of Phase 0; those of a person beside them stay. */
const userData = /^(control-plane(-join)?|worker(-[a-z0-9-]+)?)\.yaml$/;
const besideUserData = ['README.md', 'inputs.json', 'main.tf.json'];

function removeCloudInit(folder: string): boolean {
  const regions = foldersIn(folder).map((region) => join(folder, region));
  const own = regions.filter((region) => firstLineIn(join(region, 'control-plane.yaml')) === '#cloud-config');
  for (const region of own) {
    const isTemplate = existsSync(join(region, 'inputs.json'));
    const files = readdirSync(region).filter((file) => userData.test(file));
    removeFilesOf(region, [...files, ...(isTemplate ? besideUserData : [])]);
  }
  if (own.length > 0) removeEmpty(folder);
  return own.length > 0;
}

function firstLineIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')[0];
  } catch {
    return undefined; // then we did not write it
  }
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
