import { type CST, LineCounter, Parser } from 'yaml';
import type { Comment } from '../model/source';

/** The comments of a YAML text. What looks like one within a text is none. */
export function commentsIn(text: string): readonly Comment[] {
  const lines = new LineCounter();
  const comments: Comment[] = [];
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    for (const { offset, source } of commentTokens(token)) {
      comments.push({ line: lines.linePos(offset).line, text: source.replace(/^#\s?/, '').trimEnd() });
    }
  }
  return comments.sort((a, b) => a.line - b.line);
}

type Commented = Pick<CST.SourceToken, 'offset' | 'source'>;

/** Tokens hold others under many keys; comments are wherever their type says so. */
function commentTokens(token: unknown): readonly Commented[] {
  if (typeof token !== 'object' || token === null) return [];
  if (Array.isArray(token)) return token.flatMap(commentTokens);
  const { type } = token as { readonly type?: unknown };
  if (type === 'comment') return [token as Commented]; // the token of a comment has both
  return Object.values(token).flatMap(commentTokens);
}
