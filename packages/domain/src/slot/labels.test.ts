import { namesRegionRole, regionRoleLabel } from './labels';

test.each([
  { key: regionRoleLabel, isRole: true },
  { key: 'openova.io/regionRole', isRole: true },
  { key: 'region.acme.example/role', isRole: true },
  { key: 'SOVEREIGN_REGION_ROLE', isRole: true },
  { key: 'topology.kubernetes.io/region', isRole: false },
  { key: 'node-role.kubernetes.io/worker', isRole: false },
  { key: 'catalyst.openova.io/vcluster-role', isRole: false },
  { key: 'acme.example/controller-regional', isRole: false },
])('that $key names the role of a region is $isRole', ({ key, isRole }) => {
  expect(namesRegionRole(key)).toBe(isRole);
});
