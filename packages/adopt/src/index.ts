export { type Adoption, type Draft, draftAdoption, proveAdoption, type ProofParts } from './adopt';
export { issueOfDraft } from './report/draft-issue';
export { identifiersOf } from './write/names';
export { slotFile } from './write/slot-file';
export { addKit } from './write/fleet-file';
export { differencesOfTypeScript } from './write/typescript-differences';
