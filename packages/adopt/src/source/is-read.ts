import type { Source } from '../model/source';

/** Whether a file is in a folder that the cluster is pointed at: the adopted one, or that of a Kustomization. */
export function isRead(path: string, { tree, units }: Source): boolean {
  const folders = units.map(({ spec }) => String(spec['path']).replace(/^(\.?\/)+|\/+$/g, ''));
  return isBelow(path, tree.folder) || folders.some((folder) => folder !== '' && isBelow(path, folder));
}

export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
