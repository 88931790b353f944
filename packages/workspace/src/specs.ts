export { specFile } from './specs/layout';
export { type CompiledFiles, readCompiled } from './specs/read-compiled';
export type { FleetRecord, SharedRecord, UnreadSovereign } from './specs/fleet-record';
export {
  issuesOfUnread,
  noKit,
  readFleet,
  readFleetRecordAt,
  readSharedAt,
  type RecordReader,
  recordReaderAt,
  wholeFleet,
} from './specs/read-fleet';
export { issuesOfRefusedObjects } from './specs/refused-objects';
export { readSecretFiles } from './specs/read-secret-files';
export { withOnePackage } from './specs/one-package';
export { specSource } from './specs/spec-source';
