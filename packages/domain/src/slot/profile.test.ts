import { slotOf } from '../testing/example-kit';
import { profileOf } from './profile';

const waits = { timeout: '15m', install: { crds: 'CreateReplace', remediation: { retries: -1 } } } as const;
const quick = { timeout: '5m', install: { disableWait: true } } as const;
const profiles = { waits, quick };
const always = { driftDetection: { mode: 'enabled' }, interval: '15m' };

test('a slot without options is installed as the first profile of the kit says', () => {
  expect(profileOf(slotOf('01', 'bp-a'), { profiles })).toEqual({ ...always, ...waits });
});

test('a slot is installed like the profile that it names, with what it says itself in its place', () => {
  const action = { like: 'waits', install: { remediation: { retries: 5 } }, interval: '1h' } as const;
  expect(profileOf(slotOf('01', 'bp-a', { action }), { profiles })).toEqual({
    ...always,
    interval: '1h',
    timeout: '15m',
    install: { crds: 'CreateReplace', remediation: { retries: 5 } },
  });
});

test('a slot of a kit without profiles is retried three times, and waits 15 minutes', () => {
  const action = { crds: 'CreateReplace', remediation: { retries: 3 } };
  expect(profileOf(slotOf('01', 'bp-a'), {})).toEqual({ ...always, install: action, timeout: '15m', upgrade: action });
});
