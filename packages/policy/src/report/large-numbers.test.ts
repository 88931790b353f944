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
