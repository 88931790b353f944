export { defineKit, sovereignsOf } from './define-kit';
export type { Kit, Slot } from './kit-types';
// What people's files are written with: `@sovereign-fleet/nx` gives these names on.
export {
  type BuildingBlock,
  defineFleet,
  defineSovereign,
  drop,
  nodeLabel,
  referencesTo,
  regionLabel,
  regionRoleLabel,
  type SlotValues,
  type SovereignSpec,
  sovereignAnnotation,
} from '@sovereign-fleet/domain';
