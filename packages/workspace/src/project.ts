// What Nx's plugin needs. It loads no rule, no kit and no compiler: a fault in one of them must not keep Nx from
// starting.
export { removeOldOutputs } from './disk/remove-old-outputs';
export { fleetFile, ownRowsFolder, specFile } from './specs/layout';
export { specFqdn } from './specs/spec-fqdn';
export { type ReadSpecImports, specImportsReader } from './specs/spec-imports';
