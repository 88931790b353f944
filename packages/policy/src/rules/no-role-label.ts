import { namesRegionRole, nodeLabel } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { RegionRule } from '../contract/rule';

export const noRoleLabel: RegionRule = {
  id: 'no-role-label',
  severity: 'error',
  title: 'Nothing chooses nodes by the role of their region',
  fault: {
    one: 'selector of nodes asks for the role of a region',
    many: 'selectors of nodes ask for the role of a region',
    counts: 'findings',
  },
  why: 'No node has such a label, since a promotion changes no node: pods stay pending.',
  per: 'region',
  check: ({ nodeChoices }) =>
    nodeChoices
      .filter(({ key }) => namesRegionRole(key))
      .map(({ of, key, field }) => ({
        at: of,
        field,
        problem: `it chooses nodes by ${printJson(key)}, and no node has the role of its region as a label`,
        remedy: `Choose nodes by ${nodeLabel}, or let the slot be on by role: where: { roles: ['primary'] }`,
      })),
};
