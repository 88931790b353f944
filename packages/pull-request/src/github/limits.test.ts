import { rateLeft, secondsToWait } from './limits';

const now = new Date('2026-03-01T12:00:00Z');
const seconds = now.getTime() / 1000;
const exhausted = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0' };

test.each([
  { what: 'what GitHub asks for', headers: { 'retry-after': '30' }, wait: 30 },
  { what: 'unknown where it does not say', headers: {}, wait: undefined },
  { what: 'unknown where it says nonsense', headers: { 'retry-after': 'soon' }, wait: undefined },
  { what: 'unknown where it says zero', headers: { 'retry-after': '0' }, wait: undefined },
  { what: 'an hour and a minute at most', headers: { 'retry-after': '99999' }, wait: 3660 },
  { what: 'until the limit is reset', headers: { ...exhausted, 'x-ratelimit-reset': `${seconds + 90}` }, wait: 91 },
  { what: 'never less than a second', headers: { ...exhausted, 'x-ratelimit-reset': `${seconds - 7200}` }, wait: 1 },
  {
    what: 'unknown while requests are left',
    headers: { ...exhausted, 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': `${seconds + 900}` },
    wait: undefined,
  },
])('the wait after a limit is $what', ({ headers, wait }) => {
  expect(secondsToWait(headers, now)).toBe(wait);
});

test.each([{ skew: -7200 }, { skew: -5 }, { skew: 5 }, { skew: 86_400 }])(
  'a clock that is wrong by $skew seconds changes nothing',
  ({ skew }) => {
    const wrong = new Date(now.getTime() + skew * 1000);
    const headers = { ...exhausted, 'x-ratelimit-reset': `${seconds + 90}`, date: now.toUTCString() };
    expect(secondsToWait(headers, wrong)).toBe(91);
    expect(rateLeft(headers, wrong)?.resetsAt).toEqual(new Date(wrong.getTime() + 90_000));
  },
);

test('a server without a limit reports none', () => {
  expect(rateLeft({ date: now.toUTCString() }, now)).toBeUndefined();
});
