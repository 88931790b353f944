import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';

/** Every command that a page of ours shows, in its order: each line of a shell block, and each in running text. */
export function commandsIn(page: string): readonly string[] {
  const text = readFileSync(join(workspaceRoot, page), 'utf8');
  const found = [...text.matchAll(/^ *```sh\n([^]*?)^ *```|`([^`\n]+)`/gm)].flatMap(([, block, inline = '']) =>
    block === undefined ? [inline].filter(isCommand) : block.replace(/\\\n */g, '').split('\n'),
  );
  const commands = found.map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== '');
  return [...new Set(commands)];
}

/** One that can be typed as it stands, for a program that a newcomer has. */
function isCommand(code: string): boolean {
  return /^([A-Z_]+=\S+ )?(npx|npm|node|git) /.test(code) && !/[<…]/.test(code);
}
