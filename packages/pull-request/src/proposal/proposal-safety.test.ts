import fc from 'fast-check';
import type { Desired } from './desired';
import { exampleDesired } from '../testing/example-desired';
import { proposalText, proposalTitle } from './proposal';
import { exampleFacts, exampleReview } from '../testing/example-review';

test('a title has neither mentions nor references, and at most 120 characters', () => {
  const title = proposalTitle(
    exampleFacts({ name: 'fixes #1 @octocat\n<b> GH-12 [x](y) `', folder: `clusters/${'x'.repeat(200)}` }),
  );
  expect(title).toMatch(/^Update fixes \?1 \?octocat\?\?b\? GH\u201112 \?x\?\(y\) \? \(x+\.\.\.$/);
  expect(title).toHaveLength(120);
});

const nasty = [
  '`',
  '``` ` ``',
  '</details><script>alert(1)</script>',
  '<!-- sovereign-fleet: end -->',
  '-->',
  '@octocat',
  'fixes #1',
  'closes org/repo#2 and GH-3',
  'https://evil.example.com',
  'www.evil.example.com a@evil.example.com',
  '![x](https://evil.example.com/x.png)',
  '[x]: https://evil.example.com',
  '# heading',
  '\n\n## heading\n\n- [ ] task',
  '| a | b |\n|---|---|',
  '\r\n> quote',
  '**bold** _it_ ~~s~~ $x$',
  ':tada:',
  '&lt;b&gt; &#64;octocat',
  '\\`x\\`',
  '\u001b[31m\u202e\u200b',
  '\ud800',
  '$&$1',
];

/** Text outside of code spans (CommonMark 0.31, 6.1: as many backticks as opened it close it). */
function outsideCode(text: string): string {
  const runs = [...text.matchAll(/`+/g)];
  let outside = '';
  let from = 0;
  for (const run of runs) {
    if (run.index < from) continue;
    const close = runs.find((other) => other.index > run.index && other[0].length === run[0].length);
    outside += `${text.slice(from, run.index)}CODE`;
    from = close === undefined ? text.length : close.index + close[0].length;
  }
  return outside + text.slice(from);
}

/** Only our own words are left: letters, plain punctuation, and Markdown of ours at the beginning of a line. */
function expectHarmless(text: string): void {
  const lines = outsideCode(text).replace('**Not reviewed.**', '').split('\n');
  const words = lines.map((line) => line.replace(/^(#{2,3}| {0,2}-) /, ''));
  const harmful = words.filter((line) => !/^[A-Za-z0-9 .,:;()'"/→-]*$/.test(line) || /gh-\d|https?:|www\./i.test(line));
  expect(harmful).toEqual([]);
}

function withText(text: string): Desired {
  const regions = [{ key: text, role: 'primary' as const, vclusters: [text, text] }];
  return { ...exampleDesired(), name: text, folder: `clusters/${text}`, regions, review: exampleReview(2, 2, text) };
}

test.each(nasty)('a text gets out of its place neither in title nor body: %j', (text) => {
  expectHarmless(proposalText({ desired: withText(text), action: 'update', campaign: text }));
  expectHarmless(proposalText({ desired: { ...withText(text), review: undefined }, action: 'add', campaign: text }));
});

test('no data gets out of its place in the text of a pull request', () => {
  const part = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
  const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => {
      const body = proposalText({ desired: withText(given), action: 'update', campaign: given });
      expectHarmless(body);
      expect(body.length).toBeLessThanOrEqual(30_000);
    }),
    { numRuns: 300 },
  );
});

test.each([
  { regions: 4, changes: 500, text: 'x' },
  { regions: 4, changes: 500, text: '`'.repeat(500) },
  { regions: 400, changes: 5, text: '@#<'.repeat(100) },
])(
  'a proposal has at most 30,000 characters: $regions regions, $changes changes',
  ({ regions, changes: count, text }) => {
    const review = exampleReview(regions, count, text);
    const many = review.regions.map((key) => ({
      key,
      role: 'primary' as const,
      vclusters: Array<string>(20).fill(text),
    }));
    const body = proposalText(
      exampleFacts({ name: text, folder: `clusters/${text}`, regions: many, review }, 'update', text),
    );
    expect(body.length).toBeLessThanOrEqual(30_000);
    expect(body).toContain('## Review of what Flux would apply');
    expectHarmless(body);
  },
);
