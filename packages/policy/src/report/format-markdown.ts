import { codeSpan, inertProse } from './inert-markdown';
import type { Entry, Line, Section } from './report';
import { reviewReport } from './review-report';
import type { Review } from '../contract/review';

/** First line of each comment that we write, by which we find ours again. */
export const reviewMarker = '<!-- sovereign-fleet: review -->';

export interface MarkdownOptions {
  /** Characters; GitHub takes 65,536 in a comment, and what posts it may want to add some. */
  readonly limit?: number;
  /** Where all of it can be read, in words: `the artefact "review" of this run`. */
  readonly fullText: string;
}

/**
 * The report as a comment of at most `limit` characters. Long values are cut. Where there is no room, whole entries and
 * sections are left out, and the last line says so. Whatever a text holds, it stays a text (inert-markdown.ts).
 */
export function formatMarkdown(reviews: readonly Review[], { limit = 60_000, fullText }: MarkdownOptions): string {
  const { title, summary, sections } = reviewReport(reviews);
  const head = [reviewMarker, `## ${title}`, ...summary.map(lineMarkdown)].join('\n\n');
  const blocks = sections.map(blockOf);
  const whole = [head, ...blocks.map(({ heading, entries }) => heading + entries.join(''))].join('\n\n');
  if (whole.length < limit) return `${whole}\n`;
  const shown = fill(blocks, limit - head.length - longestRest(fullText));
  const text = [head, ...shown.texts, restLine(shown, fullText)].join('\n\n');
  // Where even the head has no room, the marker alone is left.
  return text.length < limit ? `${text}\n` : reviewMarker.slice(0, limit);
}

interface Block {
  readonly heading: string;
  /** Each begins with its line break. */
  readonly entries: readonly string[];
}

// A value is cut earlier than a sentence: its beginning is enough to know it by.
const longestCode = 200;
const longestProse = 600;

function blockOf({ title, notes = [], entries }: Section): Block {
  const below = notes.map((note) => `\n${lineMarkdown(note)}\n`);
  return {
    heading: [`### ${inertProse(title, longestProse)}\n`, ...below].join(''),
    entries: entries.map(entryMarkdown),
  };
}

function entryMarkdown({ line, details }: Entry): string {
  return [`\n- ${lineMarkdown(line)}`, ...details.map((detail) => `\n  - ${lineMarkdown(detail)}`)].join('');
}

function lineMarkdown(line: Line): string {
  return line
    .map((part) => ('code' in part ? codeSpan(part.code, longestCode) : inertProse(part.prose, longestProse)))
    .join('');
}

interface Shown {
  readonly texts: readonly string[];
  readonly entries: number;
  readonly sections: number;
}

/** A section that is cut takes half of what is left, so that those behind it are heard too. */
function fill(blocks: readonly Block[], room: number): Shown {
  const texts: string[] = [];
  let left = room;
  let entries = 0;
  let sections = 0;
  for (const block of blocks) {
    const size = block.entries.reduce((sum, entry) => sum + entry.length, block.heading.length + 2);
    const text = fitBlock(block, size <= left / 2 ? left : left / 2);
    const shownEntries = text === undefined ? 0 : text.count;
    if (text !== undefined) {
      texts.push(text.text);
      left -= text.text.length + 2;
    }
    entries += block.entries.length - shownEntries;
    sections += shownEntries < block.entries.length ? 1 : 0;
  }
  return { texts, entries, sections };
}

function fitBlock(
  { heading, entries }: Block,
  room: number,
): { readonly text: string; readonly count: number } | undefined {
  let text = heading;
  let count = 0;
  for (const entry of entries) {
    if (text.length + entry.length + 2 > room) break;
    text += entry;
    count += 1;
  }
  return count === 0 ? undefined : { text, count };
}

function restLine({ entries, sections }: Shown, fullText: string): string {
  const words = `Left out for length: ${entries} entries of ${sections} sections. All of it is in`;
  return `${words} ${codeSpan(fullText, longestCode)}.`;
}

/** With the line breaks around it, and numbers as long as any. */
function longestRest(fullText: string): number {
  return restLine({ texts: [], entries: 1e15, sections: 1e15 }, fullText).length + 4;
}
