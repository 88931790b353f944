import fc from 'fast-check';
import { formatHtml } from './format-html';
import { formatMarkdown, reviewMarker } from './format-markdown';
import { formatText } from './format-text';
import { codeSpan, inertProse } from './inert-markdown';
import { review } from '../review';
import type { Review } from '../contract/review';
import { add, withChange } from '../testing/example-change';
import { kit, exampleSubject, renderedObject } from '../testing/example-subject';
import { nasty } from '../testing/nasty-text';

const fullText = 'the artefact "review" of this run';
const all = ['fsn1', 'hel1', 'nbg1'];

describe('Markdown', () => {
  test.each([
    { text: 'plain', span: '`plain`' },
    { text: 'a`b', span: '``a`b``' },
    { text: '`a``b', span: '``` `a``b ```' },
    { text: ' a ', span: '`  a  `' },
    { text: '', span: '(empty)' },
    { text: '  ', span: '(2 spaces)' },
    { text: 'a\n- b\r\n', span: '`a\\n- b\\r\\n`' },
    { text: '<script>|@user', span: '`<script>|@user`' },
    { text: '\u001b[\u202e\n', span: '`\\u{1b}[\\u{202e}\\n`' },
    { text: 'x'.repeat(60), span: `\`${'x'.repeat(21)}…\`` },
    { text: '😀'.repeat(12), span: `\`${'😀'.repeat(10)}…\`` },
  ])('text $# stands in a code span', ({ text, span }) => {
    expect(codeSpan(text, 22)).toBe(span);
  });

  test.each([
    { text: 'the region is secondary (A4), and 3 of "them".', prose: 'the region is secondary (A4), and 3 of "them".' },
    { text: 'ask @octocat, or a/b#1.', prose: 'ask `@octocat`, or `a/b#1`.' },
    { text: 'see https://x.example.com now', prose: 'see `https://x.example.com` now' },
    { text: '<img src=x> *b* _c_ [d](e)', prose: '`<img` `src=x>` `*b*` `_c_` `[d](e`)' },
    { text: 'a | b \\ c ~ d & e', prose: 'a `|` b `\\` c `~` d `&` e' },
    { text: 'x\n# heading', prose: '`x\\n#` heading' },
    { text: 'GH-12 :smile: `', prose: '`GH-12` `:smile`: `` ` ``' },
  ])('of text $# words are left words', ({ text, prose }) => {
    expect(inertProse(text, 100)).toBe(prose);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.stringMatching(/^[`|<>@#*_[\]()!\\~&:"' \n-]{0,20}$/),
    fc.constantFrom(nasty, '</code>', '-->', '<!--', '```', '@octocat', '`'.repeat(300)),
  );

  /** Markdown without its code spans, read as CommonMark 6.1 says: a run of backticks up to the next run as long. */
  function outsideCode(line: string): string {
    return line.replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/gs, '');
  }

  test('whatever a text is, nothing of it is outside of code but words', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 80 }), (text, longest) => {
        expect(outsideCode(codeSpan(text, longest))).toMatch(/^(|\(empty\)|\([0-9]+ spaces\))$/);
        expect(outsideCode(inertProse(text, longest))).toMatch(/^[A-Za-z0-9"'().,;: →-]*$/);
        expect(outsideCode(inertProse(text, longest))).not.toMatch(/[.:][A-Za-z0-9]|--|-[0-9]|[0-9]-/);
      }),
      { numRuns: 2000 },
    );
  });

  const someReview = fc.array(fc.tuple(anyText, anyText, anyText), { maxLength: 40 }).map((texts): Review => ({
    name: texts[0]?.[0] ?? 'acme',
    fqdn: 'acme.example.com',
    regions: texts.map(([region]) => region),
    kit: { name: texts[0]?.[1] ?? '', makesVclusters: false, untyped: { objects: 1, fields: 2 } },
    standIns: texts.slice(0, 2).map(([name]) => name),
    ...(texts[0] === undefined ? {} : { baseNote: texts[0][2] }),
    findings: texts.slice(0, 10).map(([region, object, problem]) => ({
      rule: 'rendered',
      severity: 'error',
      region,
      object,
      field: problem,
      problem,
      remedy: object,
      file: region,
    })),
    comparison: texts.map(([region, object, value]) => ({
      region,
      state: 'compared',
      notCompared: [{ part: object, reason: value }],
      charts: [],
      images: [],
      kept: [],
      changes: [{ kind: 'changed', id: object, object, fields: [{ path: value, before: value, after: [region] }] }],
    })),
  }));

  test(
    'no more than the limit is written, whatever is reviewed; it begins with the marker and is the ' + 'same each time',
    () => {
      fc.assert(
        fc.property(
          fc.array(someReview, { maxLength: 4 }),
          fc.integer({ min: 0, max: 5000 }),
          anyText,
          (reviews, limit, where) => {
            const text = formatMarkdown(reviews, { limit, fullText: where });
            expect(text.length).toBeLessThanOrEqual(limit);
            expect(text.startsWith(reviewMarker.slice(0, limit))).toBe(true);
            expect(formatMarkdown(reviews, { limit, fullText: where })).toBe(text);
          },
        ),
        { numRuns: 500 },
      );
    },
  );

  test('every line is one of ours: a heading, a point, a sentence', () => {
    fc.assert(
      fc.property(fc.array(someReview, { maxLength: 3 }), (reviews) => {
        const [marker, ...lines] = formatMarkdown(reviews, { fullText }).split('\n');
        expect(marker).toBe(reviewMarker);
        for (const line of lines) {
          expect(outsideCode(line)).toMatch(/^(#{2,3} |( {2})?- )?[A-Za-z0-9"'().,;: →-]*$/);
        }
      }),
    );
  });

  test('where there is no room, whole entries are left out and the last line says how many and where they are', () => {
    const objects = Array.from({ length: 400 }, (_, index) =>
      renderedObject(kit, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `c-${index}`, namespace: 'dmz' },
        data: { text: 'x'.repeat(1000) },
      }),
    );
    const subject = withChange(exampleSubject(), all, add(...objects));
    const reviews = [review(subject, { base: { rendered: exampleSubject().rendered } })];
    const text = formatMarkdown(reviews, { limit: 4000, fullText });
    const shown = text.match(/^- added /gm)?.length ?? 0;
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text.length).toBeGreaterThan(1500);
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      `Left out for length: ${400 - shown} entries of 1 sections. All of it is in \`the artefact ` +
        `"review" of this run\`.`,
    );
    expect(formatMarkdown(reviews, { fullText })).not.toContain('Left out');
    expect(formatHtml(reviews)).toContain('c-399');
    expect(formatText(reviews)).toContain('c-399');
  });
});
