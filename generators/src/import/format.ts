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

interface Edited {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** The text of an edited file: as Prettier leaves it where it was so before the edit, else with the edit alone. */
export async function formatEdited(nxTree: NxTree, { file, before, after }: Edited): Promise<string> {
  const formatOne = async (text: string) => (await formatFiles(nxTree, new Map([[file, text]]))).get(file) ?? text;
  return (await formatOne(before)) === before ? formatOne(after) : after;
}
