export { type Adoption, type Draft, draftAdoption, proveAdoption, type ProofParts } from './adopt';
export { codeOf } from './write/code';
export { addKit } from './write/fleet-file';
export { differencesOfTypeScript } from './write/typescript-differences';
