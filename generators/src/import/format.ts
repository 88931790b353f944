import { join } from 'node:path';

/** Texts as Prettier leaves them by the settings of the workspace; what it does not format stays. */
export async function formatFiles(root: string, files: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const prettier = await import('prettier');
  const options = (await prettier.resolveConfig(join(root, 'sovereigns/fleet.ts'))) ?? {};
  const formatted = [...files].map(async ([path, text]): Promise<readonly [string, string]> => {
    if (!path.endsWith('.ts')) return [path, text];
    return [path, await prettier.format(text, { ...options, parser: 'typescript' })];
  });
  return new Map(await Promise.all(formatted));
}
