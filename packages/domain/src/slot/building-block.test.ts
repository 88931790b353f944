import { roles } from '../sovereign/region';
import { buildingBlocksOf, buildingBlocks, isBuildingBlock, rolesOfBlock } from './building-block';

test('A4 has MGMT and DMZ in the primary region, and DMZ and RTZ in each secondary region', () => {
  expect(buildingBlocksOf('primary')).toEqual(['mgmt', 'dmz']);
  expect(buildingBlocksOf('secondary')).toEqual(['dmz', 'rtz']);
});

test.each(buildingBlocks)('the roles of %s and the blocks of each role say the same', (block) => {
  expect(rolesOfBlock(block)).toEqual(roles.filter((role) => buildingBlocksOf(role).includes(block)));
});

test.each([
  { name: 'dmz', isBlock: true },
  { name: 'DMZ', isBlock: false },
  { name: 'toString', isBlock: false },
])('whether "$name" is a building block is $isBlock', ({ name, isBlock }) => {
  expect(isBuildingBlock(name)).toBe(isBlock);
});
