import { canFetchTools } from '../programs/programs';

// For tests: `describe` where real programs can be had, and `describe.skip` elsewhere.

const hasHelm = canFetchTools || process.env['SOVEREIGN_FLEET_HELM'] !== undefined;
const hasKubectl = canFetchTools || process.env['SOVEREIGN_FLEET_KUBECTL'] !== undefined;

export const withHelm = hasHelm ? describe : describe.skip;
export const withKubectl = hasKubectl ? describe : describe.skip;
export const withHelmAndKubectl = hasHelm && hasKubectl ? describe : describe.skip;
