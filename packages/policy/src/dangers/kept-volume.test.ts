import type { JsonMap } from '@sovereign-fleet/domain';
import { testDangers, x } from '../testing/example-danger';

/** Its claims go as it goes or becomes smaller, or stay. */
const retained = (policy: 'Delete' | 'Retain', replicas?: number): JsonMap => ({
  spec: {
    ...(replicas === undefined ? {} : { replicas }),
    persistentVolumeClaimRetentionPolicy: { whenDeleted: policy, whenScaled: policy },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } }],
  },
});

testDangers([
  {
    what: 'a StatefulSet leaves that does not keep its claims',
    was: x('apps/v1/StatefulSet', retained('Delete', 1)),
    says: [
      'warning kept-volume fsn1: StatefulSet dmz/x: it leaves, and its claims (data of 1Gi) are deleted with it, as ' +
        `its retention policy says. Save what its volumes hold, and say in the change what becomes of them.`,
    ],
  },
  {
    what: 'a StatefulSet with fewer replicas that does not keep their claims',
    was: x('apps/v1/StatefulSet', retained('Delete', 3)),
    is: x('apps/v1/StatefulSet', retained('Delete')),
    says: [
      'warning kept-volume fsn1: StatefulSet dmz/x, spec.replicas: it goes from 3 to 1 replicas, and its retention ' +
        'policy deletes the claims of the others. Save what they hold, or have whenScaled: Retain applied first.',
    ],
  },
  {
    what: 'a StatefulSet with fewer replicas that keeps their claims',
    was: x('apps/v1/StatefulSet', retained('Retain', 3)),
    is: x('apps/v1/StatefulSet', retained('Retain', 1)),
    says: [],
  },
  {
    what: 'a StatefulSet with more replicas that does not keep their claims',
    was: x('apps/v1/StatefulSet', retained('Delete', 1)),
    is: x('apps/v1/StatefulSet', retained('Delete', 2)),
    says: [],
  },
]);
