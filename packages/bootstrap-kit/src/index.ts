export { defineKit, sovereignsOf } from './define-kit';
export type { Kit, Slot } from './kit-types';
// What a kit is written with: its files import nothing else.
export {
  type BuildingBlock,
  drop,
  nodeLabel,
  referencesTo,
  regionLabel,
  regionRoleLabel,
  type SlotValues,
  sovereignAnnotation,
} from '@sovereign-fleet/domain';
