/** The folder of the workspace that holds a folder for each kit. */
const kitsFolder = 'kits';

/** Where a kit is: `kits/openova/kit.ts`. */
export function kitFile(name: string): string {
  return `${kitsFolder}/${name}/kit.ts`;
}

/** Where the reviewed graph of a kit is: `kits/openova/graph.yaml`. */
export function graphFile(name: string): string {
  return `${kitsFolder}/${name}/graph.yaml`;
}

/** The objects beside the rows of a kit, as a pattern of their files. */
export function objectFiles(kit: string): string {
  return objectFilesIn(slotsFolder(kit));
}

/** The same beside rows in any folder. */
export function objectFilesIn(folder: string): string {
  return `${folder}/*/*.{yaml,yml}`;
}

/** The kit that a file is of, by its path from the root; undefined for a file that is in no kit. */
export function kitOfFile(file: string): string | undefined {
  const [folder, name, ...rest] = file.split('/');
  return folder === kitsFolder && rest.length > 0 ? name : undefined;
}

/** The folder of a kit that has a file for each row, and a folder beside it for what no chart has. */
export function slotsFolder(kit: string): string {
  return `${kitsFolder}/${kit}/slots`;
}
