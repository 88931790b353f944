import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import type { Options } from 'prettier';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

const settingsFile = '.prettierrc.json';

/** How our own files are written, for a workspace without settings. */
const ours: Options = { printWidth: 120, singleQuote: true };

/** The text of a file of TypeScript, by the settings of a workspace on disk. */
export async function formatTypeScript(text: string, root: string): Promise<string> {
  const file = join(root, settingsFile);
  return format(text, optionsBy(existsSync(file) ? readFileSync(file, 'utf8') : null));
}

/** TypeScript as Prettier leaves it by the settings of the workspace; other texts stay as they are. */
export async function formatFiles(
  nxTree: NxTree,
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const options = optionsBy(nxTree.read(settingsFile, 'utf-8'));
  const formatted = [...files].map(async ([path, text]): Promise<readonly [string, string]> => {
    return [path, path.endsWith('.ts') ? await format(text, options) : text];
  });
  return new Map(await Promise.all(formatted));
}

function optionsBy(settings: string | null): Options {
  const own = settings === null ? ours : (JSON.parse(settings) as Options); // Prettier checks them
  return { ...own, parser: 'typescript', plugins: [estree, typescript] };
}
