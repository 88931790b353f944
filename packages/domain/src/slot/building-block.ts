import { type Role, roles } from '../sovereign/region';

/** The security zones of a region's host cluster, a vCluster each. */
export const buildingBlocks = ['mgmt', 'dmz', 'rtz'] as const;
export type BuildingBlock = (typeof buildingBlocks)[number];

/** Invariant A4: the primary region runs MGMT and DMZ, each secondary region DMZ and RTZ. */
const a4: Readonly<Record<BuildingBlock, readonly Role[]>> = {
  mgmt: ['primary'],
  dmz: ['primary', 'secondary'],
  rtz: ['secondary'],
};

/** The roles of the regions in which A4 has a building block. */
export function rolesOfBlock(block: BuildingBlock): readonly Role[] {
  return roles.filter((role) => a4[block].includes(role));
}

/** Whether what is for regions of some roles runs in a region: in one that is fenced, what is for all of them alone. */
export function isForRegion(own: readonly Role[], role: Role, isFenced = false): boolean {
  return isFenced ? roles.every((one) => own.includes(one)) : own.includes(role);
}

/** The building blocks that A4 has in a region of a role, or leaves in one that is fenced. */
export function buildingBlocksOf(role: Role, isFenced = false): readonly BuildingBlock[] {
  return buildingBlocks.filter((block) => isForRegion(a4[block], role, isFenced));
}

export function isBuildingBlock(name: string): name is BuildingBlock {
  return (buildingBlocks as readonly string[]).includes(name);
}
