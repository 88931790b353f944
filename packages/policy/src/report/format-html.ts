import { visible } from '@sovereign-fleet/domain';
import type { Entry, Line, Section } from './report';
import { reviewReport } from './review-report';
import type { Review } from '../contract/review';

/** The report in full, as one page that loads nothing and runs nothing. Whatever stands in it is text. */
export function formatHtml(reviews: readonly Review[]): string {
  const { title, summary, sections } = reviewReport(reviews);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 70rem; overflow-wrap: anywhere; padding: 0 1rem }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
h1 { font-size: 1.6em } h2 { font-size: 1.25em } h1, h2 { line-height: 1.25 }
ul { padding-left: 1.25rem }
code { background: #8882; border-radius: 3px; font-size: .9em; padding: 0 .2em }
</style>
<h1>${escapeHtml(title)}</h1>
${[...summary.map((line) => `<p>${lineHtml(line)}</p>`), ...sections.map(sectionHtml)].join('\n')}
</html>
`;
}

function sectionHtml({ title, notes = [], entries }: Section): string {
  const below = notes.map((note) => `<p>${lineHtml(note)}</p>`);
  return [`<h2>${escapeHtml(title)}</h2>`, ...below, '<ul>', ...entries.map(entryHtml), '</ul>'].join('\n');
}

function entryHtml({ line, details }: Entry): string {
  const items = details.map((detail) => `<li>${lineHtml(detail)}</li>`);
  return `<li>${lineHtml(line)}${items.length === 0 ? '' : `<ul>${items.join('')}</ul>`}</li>`;
}

function lineHtml(line: Line): string {
  return line
    .map((part) => ('code' in part ? `<code>${escapeHtml(part.code)}</code>` : escapeHtml(part.prose)))
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
