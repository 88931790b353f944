// Names and places that Nx's plugin needs, without the schemas: a command of Nx would load them for nothing.
export { outputFolder, secretsFolderName, sovereignFolder, sovereignsFolder } from './fleet/layout';
export { printableLine } from './issue/visible';
export { isDnsLabel, isDnsName } from './sovereign/dns-name';
export { packageName } from './sovereign/package-name';
