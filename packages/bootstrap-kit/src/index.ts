export { defineKit, defineSlot, sovereignsOf, typedSlot } from './define-kit';
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
