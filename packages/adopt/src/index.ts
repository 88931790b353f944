export { type Adoption, type Draft, draftAdoption, proveAdoption } from './adopt';
export { addKit } from './write/fleet-file';
