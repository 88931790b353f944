import { canFetchTools } from '@sovereign-fleet/renderer/programs';

/** For tests: `describe` where real kustomize can be had. */
export const withKubectl =
  canFetchTools || process.env['SOVEREIGN_FLEET_KUBECTL'] !== undefined ? describe : describe.skip;
