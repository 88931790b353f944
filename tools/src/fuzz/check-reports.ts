import { isDeepStrictEqual } from 'node:util';
import { visible } from '@sovereign-fleet/domain';
import {
  formatHtml,
  formatJson,
  formatMarkdown,
  formatSarif,
  formatText,
  parseReviewFile,
  type Review,
} from '@sovereign-fleet/policy';
import type { Log, Result } from 'sarif';

/** Every report of these reviews. Throws where one says or does what only we may. */
export function reportsOf(reviews: readonly Review[]): readonly string[] {
  const markdown = formatMarkdown(reviews, { fullText: 'the artefact "review" of this run' });
  const [text, html, json, sarif] = [
    formatText(reviews),
    formatHtml(reviews),
    formatJson(reviews),
    formatSarif(reviews),
  ];
  checkLines('the text', text);
  checkMarkdown(markdown);
  checkHtml(html);
  if (!isDeepStrictEqual(parseReviewFile('review.json', json).reviews, reviews)) {
    throw new Error('the JSON does not give the reviews back');
  }
  checkSarif(sarif);
  return [text, markdown, html, json, sarif];
}

/** Each character can be seen, but for the ends of lines. */
export function checkLines(what: string, text: string): void {
  const line = text.split('\n').find((one) => visible(one) !== one);
  if (line !== undefined) throw new Error(`${what} has what nobody sees: ${JSON.stringify(line)}`);
}

/** Outside of code there are words, headings and points: nothing of which GitHub makes a link, a mention or markup. */
export function checkMarkdown(text: string): void {
  checkLines('the Markdown', text);
  const [, ...lines] = text.split('\n'); // the first is our marker
  for (const line of lines) {
    const outside = line.replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '');
    if (!/^(#{2,3} |( {2})?- )?[A-Za-z0-9"'().,;: →-]*$/.test(outside)) {
      throw new Error(`the Markdown has markup: ${JSON.stringify(line)}`);
    }
  }
}

const ourTags = ['!doctype', 'code', 'h1', 'h2', 'html', 'li', 'meta', 'p', 'style', 'title', 'ul'];
const withAttributes = ['html', 'meta'];

export function checkHtml(text: string): void {
  checkLines('the HTML', text);
  const tags = [...text.matchAll(/<\/?([^\s>/]*)([^>]*)/g)];
  const other = tags.find(([, tag = '', rest = '']) => {
    const name = tag.toLowerCase();
    return !ourTags.includes(name) || (rest.includes('=') && !withAttributes.includes(name));
  });
  if (other !== undefined) throw new Error(`the HTML has an element of others: ${other[0].slice(0, 200)}`);
}

export function checkSarif(text: string): void {
  const log = JSON.parse(text) as Log; // it was printed from one
  for (const result of log.runs.flatMap(({ results = [] }) => results)) checkResult(result);
}

function checkResult({ message: { text = '' }, locations = [], partialFingerprints }: Result): void {
  if (text === '' || partialFingerprints === undefined) throw new Error('a result of SARIF says nothing');
  checkLines('SARIF', text);
  if (/(?<!\\)\]\(/.test(text)) throw new Error(`SARIF has a link: ${JSON.stringify(text)}`);
  const uris = locations.map(({ physicalLocation }) => physicalLocation?.artifactLocation?.uri ?? '');
  const other = uris.find((uri) => !/^[\w.~%!*'()/-]+$/.test(uri) || uri.split('/').includes('..'));
  if (other !== undefined) throw new Error(`SARIF has the place ${JSON.stringify(other)}`);
}
