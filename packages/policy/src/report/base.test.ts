import type { Log } from 'sarif';
import { formatHtml } from './format-html';
import { formatJson } from './format-json';
import { formatMarkdown } from './format-markdown';
import { formatSarif } from './format-sarif';
import { formatText } from './format-text';
import { exampleSubject } from '../testing/example-subject';
import { parseReviewFile } from './parse-json';
import { review } from '../review';
import type { BaseCommit, Review } from '../contract/review';

const sha = '030cf17bf6f2a2a2f7d0f1dd7ff4b04f2a6b3c11';
const other = 'b0a8f0f4c7d2f4f6b8fbb5d5c6a9d1e2f3a4b5c6';

function reviewOn(name: string, commit: BaseCommit): Review {
  const subject = exampleSubject(name);
  return review(subject, { base: { rendered: subject.rendered, commit } });
}

describe('the base of a review', () => {
  const reviews = [reviewOn('acme', { named: 'main', commit: sha })];

  test('is named in every format, as it was typed and in full', () => {
    expect(formatText(reviews)).toContain(`\nBase: main (${sha}).\n`);
    expect(formatMarkdown(reviews, { fullText: 'x' })).toContain(`\n\nBase: \`main\` (\`${sha}\`).\n\n`);
    expect(formatHtml(reviews)).toContain(`<p>Base: <code>main</code> (<code>${sha}</code>).</p>`);
    const { runs } = JSON.parse(formatSarif(reviews)) as Log;
    expect(runs[0]?.properties).toEqual({ bases: [{ named: 'main', commit: sha }] });
    expect(parseReviewFile('review.json', formatJson(reviews)).reviews).toEqual(reviews);
    expect(reviews[0]?.base).toEqual({ named: 'main', commit: sha });
  });

  test.each([
    {
      what: 'a hash in full is written once',
      of: [reviewOn('acme', { named: sha, commit: sha })],
      lines: [`Base: ${sha}.`],
    },
    {
      what: 'one of many Sovereigns is told once',
      of: ['acme', 'globex'].map((name) => reviewOn(name, { named: 'main', commit: sha })),
      lines: [`Base: main (${sha}).`],
    },
    {
      what: 'each of several is told with its Sovereigns',
      of: [
        reviewOn('acme', { named: 'main', commit: sha }),
        reviewOn('globex', { named: 'main', commit: other }),
        reviewOn('initech', { named: 'main', commit: sha }),
      ],
      lines: [`Base for 2 Sovereigns (acme, initech): main (${sha}).`, `Base for globex: main (${other}).`],
    },
    {
      what: 'none is told',
      of: [review(exampleSubject())],
      lines: ['Compared with no base, since none was named: --base or NX_BASE.'],
    },
  ])('$what', ({ of, lines }) => {
    expect(
      formatText(of)
        .split('\n')
        .slice(1, 1 + lines.length),
    ).toEqual(lines);
  });
});
