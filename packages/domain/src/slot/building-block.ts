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

/** The building blocks that A4 has in a region of a role. One that is fenced has what regions of all roles have. */
export function buildingBlocksOf(role: Role, isFenced = false): readonly BuildingBlock[] {
  return buildingBlocks.filter((block) =>
    isFenced ? roles.every((one) => a4[block].includes(one)) : a4[block].includes(role),
  );
}

export function isBuildingBlock(name: string): name is BuildingBlock {
  return (buildingBlocks as readonly string[]).includes(name);
}
