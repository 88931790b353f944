import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatHtml, parseReviewFile } from '@sovereign-fleet/policy';
import { browserProgram, startTelephone, type Telephone } from './browser';

const why = browserProgram === undefined ? ' (skipped: no chromium in PATH; Debian has a package of this name)' : '';

// The longest that a name may be, without a place to break it, and a hash that has none either.
const word = 'w'.repeat(253);
const golden = join(__dirname, '../../../packages/policy/src/report/golden/upgrade-of-two/review.json');
const { reviews } = parseReviewFile('review.json', readFileSync(golden, 'utf8'));
const withLongWords = reviews.map((review) => ({
  ...review,
  name: word,
  baseNote: word,
  kit: { name: word, makesVclusters: false, untyped: { objects: 1, fields: 1 } },
  standIns: [word],
  findings: review.findings.map((finding) => ({ ...finding, object: word, problem: word, rule: `rule-${word}` })),
}));

(browserProgram === undefined ? describe.skip : describe)(`the page of a report on a telephone${why}`, () => {
  let folder: string;
  let telephone: Telephone;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sovereign-fleet-page-'));
    telephone = await startTelephone(browserProgram ?? '', 390);
  });

  afterAll(async () => {
    await telephone.close();
    rmSync(folder, { recursive: true });
  });

  const look = (html: string) => {
    const file = join(folder, 'review.html');
    writeFileSync(file, html);
    const sizes =
      "[...document.querySelectorAll('h1,h2,p,li,code')].map((one) => parseFloat(getComputedStyle(one).fontSize))";
    const expression =
      '({ seen: window.innerWidth, wide: document.documentElement.scrollWidth, ' +
      `isSmall: Math.min(...${sizes}) < 14 })`;
    return telephone.ask(pathToFileURL(file).href, expression);
  };

  test.each([
    { what: 'findings and changes', html: formatHtml(reviews) },
    { what: 'words without a place to break them', html: formatHtml(withLongWords) },
    { what: 'nothing', html: formatHtml([]) },
  ])('of $what is as wide as the screen, and its letters are no smaller than 14 px', async ({ html }) => {
    expect(await look(html)).toEqual({ seen: 390, wide: 390, isSmall: false });
  });

  test('without its viewport would be as wide as a desk: the test sees it', async () => {
    expect(await look(formatHtml(reviews).replace(/<meta name="viewport".*>\n/, ''))).toMatchObject({ seen: 980 });
  });
});
