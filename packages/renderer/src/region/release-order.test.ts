import type { JsonMap } from '@sovereign-fleet/domain';
import { objectOf } from '../testing/server-lines';
import { releaseOrder } from './release-order';

const release = (name: string, spec: JsonMap) => objectOf('helm.toolkit.fluxcd.io/v2/HelmRelease', { spec }, { name });
const [a, b] = ['HelmRelease apps/a', 'HelmRelease apps/b'];

test.each([
  { what: 'each other', ofA: { dependsOn: [{ name: 'b' }] }, cycle: [a, b, a] },
  { what: 'each other, with an empty namespace', ofA: { dependsOn: [{ name: 'b', namespace: '' }] }, cycle: [a, b, a] },
  { what: 'one of the name in another namespace', ofA: { dependsOn: [{ name: 'b', namespace: 'other' }] } },
  { what: 'each other while one is suspended', ofA: { suspend: true, dependsOn: [{ name: 'b' }] } },
  { what: 'each other by an expression', ofA: { dependsOn: [{ name: 'b', readyExpr: 'dep.spec.suspend' }] } },
])('releases that wait for $what', ({ ofA, cycle }) => {
  const order = releaseOrder([release('a', ofA), release('b', { dependsOn: [{ name: 'a', namespace: 'apps' }] })]);
  expect(order.cycleOf(a)).toEqual(cycle);
  expect(order.waitsFor(b, a)).toBe(true);
});
