import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The file of a slot's row that has the schema of its chart's values, and the types that are made of it. */
export const schemaFile = 'values.schema.json';
export const typesFile = 'values.ts';

/** The folders beside rows that hold a schema, from the root: `kits/openova/slots/58-mgmt-vcluster`. */
export function foldersWithSchema(root: string): readonly string[] {
  const slots = foldersIn(root, 'kits').map((kit) => `${kit}/slots`);
  const folders = slots.flatMap((folder) => foldersIn(root, folder));
  return folders.filter((folder) => existsSync(join(root, folder, schemaFile)));
}

function foldersIn(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().map((name) => `${folder}/${name}`);
}
