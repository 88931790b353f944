import type { Tree as NxTree } from '@nx/devkit';
import type { Options } from 'prettier';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

const settingsFile = '.prettierrc.json';

/** How our own files are written, for a workspace without settings. */
const ours: Options = { printWidth: 120, singleQuote: true };

/** TypeScript as Prettier leaves it by the settings of the workspace; other texts stay as they are. */
export async function formatFiles(
  nxTree: NxTree,
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const settings = nxTree.read(settingsFile, 'utf-8');
  const own = settings === null ? ours : (JSON.parse(settings) as Options); // Prettier checks them
  const options = { ...own, parser: 'typescript', plugins: [estree, typescript] };
  const formatted = [...files].map(async ([path, text]): Promise<readonly [string, string]> => {
    return [path, path.endsWith('.ts') ? await format(text, options) : text];
  });
  return new Map(await Promise.all(formatted));
}
