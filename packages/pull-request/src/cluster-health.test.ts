import { healthOf } from './cluster-health';
import type { CommitStatus } from './commit-status';

const [fsn, hel] = ['acme.example/fsn', 'acme.example/hel'];
const status = (context: string, state: CommitStatus['state']) => ({ context, state, createdAt: new Date(0) });

test.each([
  {
    what: 'every cluster says so',
    statuses: [status(`flux/${fsn}`, 'success'), status(`flux/${hel}/kit`, 'success')],
    health: 'healthy',
  },
  { what: 'one does not report', statuses: [status(`flux/${fsn}`, 'success')], health: 'unknown' },
  {
    what: 'one is not done',
    statuses: [status(`flux/${fsn}`, 'success'), status(`flux/${hel}`, 'pending')],
    health: 'unknown',
  },
  {
    what: 'one of its parts failed',
    statuses: [status(`flux/${fsn}/a`, 'success'), status(`flux/${fsn}/b`, 'error')],
    health: 'failed',
  },
  {
    what: 'a cluster of another name reports',
    statuses: [status(`flux/${fsn}2`, 'success'), status(hel, 'success')],
    health: 'unknown',
  },
  {
    what: "Flux's own context has no cluster",
    statuses: [status('kustomization/kit/0a1b2c3d', 'failure')],
    health: 'unknown',
  },
  { what: 'nobody reports', statuses: [], health: 'unknown' },
])('$health where $what', ({ statuses, health }) => {
  // prettier-ignore
  expect(healthOf([fsn, hel], statuses)).toBe(health);
});

test('a Sovereign without clusters is not known to be healthy', () => {
  expect(healthOf([], [status(fsn, 'success')])).toBe('unknown');
});
