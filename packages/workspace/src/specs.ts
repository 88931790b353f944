export { fleetFile, outputFolder, specFile } from './specs/layout';
export { upToDate } from './specs/own-code';
export { readCompiled } from './specs/read-compiled';
export { type FleetRecord, readFleet, readFleetRecordAt, readSharedAt, readSovereignAt } from './specs/read-fleet';
export { specFqdn } from './specs/spec-fqdn';
export { readSpecImports } from './specs/spec-imports';
export { specSource } from './specs/spec-source';
