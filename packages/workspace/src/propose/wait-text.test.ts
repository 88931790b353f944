import { retryText, waitText } from './wait-text';

const now = new Date(2026, 10, 25, 12, 2, 10);
const wait = { reason: 'no more than 2 new pull requests a minute', toOpen: 37 };

test.each([
  {
    until: new Date(2026, 10, 25, 12, 3, 10),
    says: 'waits until 12:03:10: no more than 2 new pull requests a minute, 37 more to open',
  },
  {
    until: new Date(2026, 10, 26, 0, 0, 5),
    says: 'waits until Thu Nov 26 2026 00:00:05: no more than 2 new pull requests a minute, 37 more to open',
  },
  { until: new Date(2026, 10, 25, 12, 2, 12), says: undefined },
])('a wait until $until is told', ({ until, says }) => {
  expect(waitText({ ...wait, until }, now)).toBe(says);
});

test('a wait after which no pull request is opened promises none', () => {
  expect(waitText({ until: new Date(2026, 10, 25, 13), reason: 'GitHub asked for a pause', toOpen: 0 }, now)).toBe(
    'waits until 13:00:00: GitHub asked for a pause',
  );
});

test('a server that is down is told with the time of the next attempt', () => {
  const notice = { host: '127.0.0.1:9', trouble: 'gave no answer (ECONNREFUSED)', seconds: 4, attempt: 2, attempts: 3 };
  expect(retryText(notice)).toBe('127.0.0.1:9 gave no answer (ECONNREFUSED): asked again in 4 s (2 of 3)');
});
