import { isDnsName } from '../sovereign/dns-name';

/** The folder of the workspace that only the compiler writes. A path of a Tree is one below it. */
export const outputFolder = 'gitops-out';

/** The folders of the workspace that have charts: nothing else of it is ever put into one. */
export const chartFolders: readonly string[] = ['charts', outputFolder];

/** The folder of a Tree that holds a folder for each Sovereign. */
export const sovereignsFolder = 'clusters';

/** The folder of a Sovereign's kit, and of each region's overlay on it. Kustomizations have the name, too. */
export const kitFolderName = 'bootstrap-kit';

/** The folder of a Sovereign's own slots, and of each region's overlay on it. A Kustomization has the name, too. */
export const ownSlotsName = 'own-slots';

/** The folder of a Sovereign: `clusters/acme.example.com`. */
export function sovereignFolder(fqdn: string): string {
  return `${sovereignsFolder}/${fqdn}`;
}

/** The folder that the Flux of a region is pointed at: `clusters/acme.example.com/fsn1`. */
export function regionFolder(fqdn: string, regionKey: string): string {
  return `${sovereignFolder(fqdn)}/${regionKey}`;
}

/** The folder of a Sovereign's kit, which has a file for each slot: `clusters/acme.example.com/bootstrap-kit`. */
export function kitFolder(fqdn: string): string {
  return `${sovereignFolder(fqdn)}/${kitFolderName}`;
}

/** The Kustomization that is ready once the kit is, with a folder of its own in each region. */
export const readyName = `${kitFolderName}-ready`;

/**
 * How a region is named where Flux says on a commit how it is: `flux/acme.example.com/fsn1`, and behind a slash the
 * Kustomization that is meant.
 */
export function statusContext(fqdn: string, regionKey: string): string {
  return `flux/${fqdn}/${regionKey}`;
}

/** The folder of encrypted files: beside a spec, in the folder of a Sovereign, and in that of a region. */
export const secretsFolderName = 'secrets';

/** The folder of the encrypted files that all regions have, and a namespace has: `clusters/…/secrets/flux-system`. */
export function secretsFolder(fqdn: string, namespace: string): string {
  return `${sovereignFolder(fqdn)}/${secretsFolderName}/${namespace}`;
}

/** The folder of those that one region has: `clusters/acme.example.com/fsn1/secrets/flux-system`. */
export function regionSecretsFolder(fqdn: string, regionKey: string, namespace: string): string {
  return `${regionFolder(fqdn, regionKey)}/${secretsFolderName}/${namespace}`;
}

/** The folder of a Sovereign's own slots: `clusters/acme.example.com/own-slots`. */
export function ownSlotsFolder(fqdn: string): string {
  return `${sovereignFolder(fqdn)}/${ownSlotsName}`;
}

/** The file of a slot in the kit's folder, by its number and its release: `58-mgmt-vcluster.yaml`. */
export function slotFileName({ number, name }: { readonly number: string; readonly name: string }): string {
  return `${number}-${releaseName(name)}.yaml`;
}

/** The folder of what a slot has beside its HelmRelease, in a kit and in a tree: `58-mgmt-vcluster`. */
export function slotFolderName(slot: { readonly number: string; readonly name: string }): string {
  return slotFileName(slot).replace(/\.yaml$/, '');
}

/** The release of a slot: `mgmt-vcluster` of `bp-mgmt-vcluster`. */
export function releaseName(slotName: string): string {
  return slotName.replace(/^bp-/, '');
}

/**
 * `acme.example.com` of the folder `clusters/acme.example.com`; undefined for what is not the folder of a Sovereign.
 */
export function fqdnOfFolder(folder: string): string | undefined {
  const [top, fqdn = '', ...rest] = folder.split('/');
  return top === sovereignsFolder && rest.length === 0 && isDnsName(fqdn) ? fqdn : undefined;
}

/** A path of a Tree in its parts. */
export interface TreePlace {
  /** The name of the Sovereign's folder, as it stands there: a stranger's folder may have any name. */
  readonly fqdn: string;
  /** The path within the Sovereign's folder: `fsn1/kustomization.yaml`. */
  readonly rest: string;
}

/** The parts of a path of a Tree; undefined for a path that is in no Sovereign's folder. */
export function treePlace(path: string): TreePlace | undefined {
  const [top, fqdn, ...rest] = path.split('/');
  if (top !== sovereignsFolder || fqdn === undefined || rest.length === 0) return undefined;
  return { fqdn, rest: rest.join('/') };
}

/** The folder of a Sovereign's region or kit that a path of a Tree is in: `clusters/acme.example.com/fsn1`. */
export function partFolder(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}
