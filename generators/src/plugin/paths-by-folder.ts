import { basename, dirname, join } from 'node:path/posix';

/**
 * Paths of one folder in one pattern. Nx keeps each input of each target of each project, and says of each where it
 * comes from, so a thousand Sovereigns of a large kit with an input a file took seconds in each command.
 */
export function pathsByFolder(paths: readonly string[]): readonly string[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), basename(path)]);
  }
  return [...folders].flatMap(([folder, names]) => {
    const plain = names.filter((name) => /^[\w.-]+$/.test(name));
    const others = names.filter((name) => !plain.includes(name));
    return [...(plain.length > 1 ? [`{${plain.join(',')}}`] : plain), ...others].map((name) => join(folder, name));
  });
}
