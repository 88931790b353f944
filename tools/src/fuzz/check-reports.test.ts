import { checkHtml, checkLines, checkMarkdown, checkSarif } from './check-reports';

const sarifOf = (text: string, uri: string) =>
  JSON.stringify({
    runs: [
      {
        results: [
          {
            message: { text },
            locations: [{ physicalLocation: { artifactLocation: { uri } } }],
            partialFingerprints: {},
          },
        ],
      },
    ],
  });

test.each([
  {
    check: () => {
      checkLines('the text', 'one\ntwo\u001b[31m');
    },
    problem: 'the text has what nobody sees: "two\\u001b[31m"',
  },
  {
    check: () => {
      checkMarkdown('marker\n- see [x](y)');
    },
    problem: 'the Markdown has markup: "- see [x](y)"',
  },
  {
    check: () => {
      checkMarkdown('marker\n`a` @octocat');
    },
    problem: 'the Markdown has markup: "`a` @octocat"',
  },
  {
    check: () => {
      checkHtml('<p>a</p><script>');
    },
    problem: 'the HTML has an element of others: <script',
  },
  {
    check: () => {
      checkHtml('<p onclick="x">');
    },
    problem: 'the HTML has an element of others: <p onclick="x"',
  },
  {
    check: () => {
      checkSarif(sarifOf('see [x](y)', 'a'));
    },
    problem: 'SARIF has a link: "see [x](y)"',
  },
  {
    check: () => {
      checkSarif(sarifOf('x', 'a/../b'));
    },
    problem: 'SARIF has the place "a/../b"',
  },
  {
    check: () => {
      checkSarif(sarifOf('', 'a'));
    },
    problem: 'a result of SARIF says nothing',
  },
])('a report that has what only we may have is refused: $problem', ({ check, problem }) => {
  expect(check).toThrow(new Error(problem));
});

test('a report of ours passes', () => {
  checkMarkdown('<!-- marker -->\n## Words\n\n- point: `[x](y) @octocat`');
  checkHtml('<!doctype html><html lang="en"><meta charset="utf-8"><p>a &lt;b&gt;</p></html>');
  checkSarif(sarifOf('see [x\\](y)', 'sovereigns/acme/sovereign.ts'));
});
