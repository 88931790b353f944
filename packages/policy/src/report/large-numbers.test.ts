import { formatJson } from './format-json';
import { formatText } from './format-text';
import { parseReviewFile } from './parse-json';
import { withChange, set } from '../testing/example-change';
import { dmzSet } from '../testing/example-rows';
import { exampleSubject } from '../testing/example-subject';
import { review } from '../review';

test('an integer of 64 bits keeps its digits through comparison, text and JSON', () => {
  const path = ['spec', 'serial'];
  const before = withChange(exampleSubject(), ['fsn1'], set(dmzSet, path, 1234567890123456788n));
  const after = withChange(exampleSubject(), ['fsn1'], set(dmzSet, path, 1234567890123456789n));
  const reviews = [review(after, { base: { rendered: before.rendered } })];
  const fields = reviews[0]?.comparison?.flatMap(({ changes }) => changes.flatMap((change) => change.fields));
  expect(fields?.[0]).toEqual({ path: 'spec.serial', before: 1234567890123456788n, after: 1234567890123456789n });
  expect(formatText(reviews)).toContain('spec.serial: 1234567890123456788 → 1234567890123456789');
  const json = formatJson(reviews);
  expect(json).toContain('"before": 1234567890123456788,');
  expect(parseReviewFile('review.json', json).reviews).toEqual(reviews);
});

test('a label that is such an integer is a finding with its digits', () => {
  const label = 'catalyst.openova.io/vcluster-role';
  const subject = withChange(
    exampleSubject(),
    ['fsn1'],
    set('Namespace dmz', ['metadata', 'labels', label], 2n ** 60n),
  );
  expect(review(subject).findings.map(({ problem }) => problem)).toContain(
    'it is in the namespace dmz, and the label catalyst.openova.io/vcluster-role says 1152921504606846976',
  );
});

test('a key that JavaScript has in each object comes back from JSON as a key', () => {
  const value = Object.fromEntries([['__proto__', { a: [1] }]]);
  const subject = withChange(exampleSubject(), ['fsn1'], set(dmzSet, ['spec', 'serial'], value));
  const reviews = [review(subject, { base: { rendered: exampleSubject().rendered } })];
  const [back] = parseReviewFile('review.json', formatJson(reviews)).reviews;
  expect(formatJson(back === undefined ? [] : [back])).toBe(formatJson(reviews));
  expect(formatJson(reviews)).toContain('"__proto__": {');
});
