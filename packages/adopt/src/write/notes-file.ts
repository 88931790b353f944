import type { Comment } from '../model/source';

/** Comments of the source with the file that they stand in. */
export interface Commented {
  readonly file: string;
  readonly comments: readonly Comment[];
}

/** The text of a `*.notes.md`: the comments of the source, with file and lines. Undefined where there are none. */
export function notesFileText(title: string, files: readonly Commented[]): string | undefined {
  const parts = files.flatMap(({ file, comments }) =>
    blocksOf(comments).map((block) => {
      const [from = 0, to = 0] = [block[0]?.line, block.at(-1)?.line];
      const lines = from === to ? `line ${from}` : `lines ${from}–${to}`;
      const text = block.map((comment) => `    ${comment.text}`.trimEnd()).join('\n');
      return `\`${file}\`, ${lines}:\n\n${text}\n`;
    }),
  );
  if (parts.length === 0) return undefined;
  return `# ${title}\n\nComments of the tree that it was adopted from.\n\n${parts.join('\n')}`;
}

/** Comments on lines that follow each other. */
function blocksOf(comments: readonly Comment[]): readonly (readonly Comment[])[] {
  const blocks: Comment[][] = [];
  for (const comment of comments) {
    const last = blocks.at(-1);
    if (last?.at(-1)?.line === comment.line - 1) last.push(comment);
    else blocks.push([comment]);
  }
  return blocks;
}
