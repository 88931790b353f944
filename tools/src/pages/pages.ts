// For tests: the pages that people read, and what stands in them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles } from '../repository-files';
import { workspaceRoot } from '../workspace';

const isPage = /^((README|CONTRIBUTING)\.md|docs\/.*\.md|(packages\/[a-z-]+|generators|tools(\/[a-z]+)?)\/README\.md)$/;

/** README, CONTRIBUTING, all of docs, and what each package says of itself. */
export const pages: readonly string[] = repositoryFiles.filter((file) => isPage.test(file)).sort();

export function readPage(page: string): string {
  return readFileSync(join(workspaceRoot, page), 'utf8');
}

/** What stands between backticks in the running text of a page, each once. */
export function codeSpans(page: string): readonly string[] {
  const prose = readPage(page).replace(/^ *```[^]*?^ *```/gm, '');
  return [...new Set([...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code))];
}

/** The cells of the table under a heading cell that begins so, row by row. */
export function tableRows(page: string, heading: string): readonly (readonly string[])[] {
  const lines = readPage(page).split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  if (start < 0) throw new Error(`${page} has no table "${heading}"`);
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end < 0 ? rest.length : end).map(cellsOf);
}

function cellsOf(row: string): readonly string[] {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim());
}

/** The first code of each row of a table. */
export function firstCodes(page: string, heading: string): readonly string[] {
  return tableRows(page, heading).flatMap(([cell = '']) => /`([^`]+)`/.exec(cell)?.[1] ?? []);
}

/** The text of a part, from its heading to the next one of the same or a higher level. */
export function section(page: string, heading: string): string {
  const text = readPage(page);
  const start = text.indexOf(`${heading}\n`);
  if (start < 0) throw new Error(`${page} has no "${heading}"`);
  const level = /^#+/.exec(heading)?.[0].length ?? 1;
  const after = text.slice(start + heading.length);
  const end = after.search(new RegExp(`^#{1,${level}} `, 'm'));
  return end < 0 ? after : after.slice(0, end);
}
