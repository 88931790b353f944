import { readPage } from './pages';

/** Every command that a page shows, in its order: each line of a shell block, and each in running text. */
export function commandsIn(page: string): readonly string[] {
  const found = [...readPage(page).matchAll(/^ *```sh\n([^]*?)^ *```|`([^`\n]+)`/gm)].flatMap(
    ([, block, inline = '']) => (block === undefined ? [inline].filter(isCommand) : linesOf(block)),
  );
  const commands = found.map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== '');
  return [...new Set(commands)];
}

/** Whether a command can be typed as it stands. */
export function isWhole(command: string): boolean {
  return !/[<…]/.test(command);
}

/** The words behind `npx nx`, where a shell gives them to Nx as they stand. */
export function wordsForNx(line: string): readonly string[] | undefined {
  const [, words] = /^npx nx ([\w ./:=,+-]+)$/.exec(line) ?? [];
  return words?.split(' ');
}

/** What a page says that its commands print, line by line; lines that it leaves out are not among them. */
export function printedLines(page: string): readonly string[] {
  const blocks = [...readPage(page).matchAll(/^```text\n([^]*?)^```/gm)].map(([, block = '']) => block);
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line !== '' && line !== '…');
}

/** A command may go on behind a backslash. */
function linesOf(block: string): readonly string[] {
  return block.replace(/\\\n */g, '').split('\n');
}

/** One for a program that a newcomer has. */
function isCommand(code: string): boolean {
  return /^([A-Z_]+=\S+ )?(npx|npm|node|git) /.test(code);
}
