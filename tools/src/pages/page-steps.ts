import { readPage } from './pages';

/** What a page has its reader do, one thing after the other. */
export type PageStep =
  | { readonly kind: 'write'; readonly file: string; readonly text: string }
  | { readonly kind: 'patch'; readonly text: string }
  | { readonly kind: 'run'; readonly command: string }
  | { readonly kind: 'see'; readonly lines: readonly string[] };

/** The blocks of a page in their order. A block of TypeScript names its file in its first line. */
export function stepsOf(page: string): readonly PageStep[] {
  const blocks = [...readPage(page).matchAll(/^( *)```(ts|diff|sh|text)\n([^]*?)^ *```/gm)];
  return blocks.flatMap(([, indent = '', language = '', body = '']): readonly PageStep[] => {
    const text = body.replace(new RegExp(`^${indent}`, 'gm'), '');
    if (language === 'diff') return [{ kind: 'patch', text }];
    if (language === 'ts') return [{ kind: 'write', file: /^\/\/ (\S+)\n/.exec(text)?.[1] ?? '', text }];
    const lines = text.split('\n').filter((line) => line !== '');
    if (language === 'text') return [{ kind: 'see', lines }];
    return lines.map((command) => ({ kind: 'run', command }));
  });
}
