import { canonicalTime } from './rfc3339';

/** As Go's time.Parse and Format say it. */
test.each([
  ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00Z', undefined],
  ['2026-01-31T12:00:00.5Z', '2026-01-31T12:00:00Z', undefined],
  ['2026-01-31T12:00:00,123456Z', '2026-01-31T12:00:00Z', '2026-01-31T12:00:00.123456Z'],
  ['2026-01-31T12:00:00.1234567Z', '2026-01-31T12:00:00Z', undefined],
  ['2024-02-29T1:00:00.000001-12:30', '2024-02-29T13:30:00Z', '2024-02-29T13:30:00.000001Z'],
  ['2026-02-29T01:00:00Z', undefined, undefined],
  ['2026-01-31T24:00:00Z', undefined, undefined],
  ['2026-01-31T12:00:60Z', undefined, undefined],
  ['2026-01-31T12:00:00+24:00', '2026-01-30T12:00:00Z', undefined],
  ['2026-01-31T12:00:00+25:00', undefined, undefined],
  ['2026-01-31t12:00:00z', undefined, undefined],
  ['2026-01-31 12:00:00Z', undefined, undefined],
  ['2026-01-31', undefined, undefined],
  ['', undefined, undefined],
])('%p is %p, and with six digits %p', (text, seconds, micro) => {
  expect([canonicalTime(text, 'seconds'), canonicalTime(text, 'micro')]).toEqual([seconds, micro]);
});
