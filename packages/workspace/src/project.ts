// What Nx's plugin needs. It loads no rule, no kit and no compiler: a fault in one of them must not keep Nx from
// starting.
export { removeLeftovers } from './disk/remove-leftovers';
export { removeOldOutputs } from './disk/remove-old-outputs';
export { cacheFolderIn } from './code/cache-folder';
export { isInstalled } from './code/installed';
export { fleetFile, ownRowsFolder, secretFiles, specFile } from './specs/layout';
export { type ReadSpecFiles, specFilesReader, specImportsReader } from './specs/spec-imports';
export { type SpecSyntax, specSyntax } from './specs/spec-syntax';
