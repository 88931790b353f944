import type { Role } from '@sovereign-fleet/domain';
import type { Review } from '@sovereign-fleet/policy';
import type { Sha } from '../forge/git-object';

/** What the fleet repository should hold of one Sovereign, and what is told about it. */
export interface Desired {
  /** The Sovereign's name. */
  readonly name: string;
  /** Its folder in the fleet repository, which only we write: `clusters/<fqdn>`. */
  readonly folder: string;
  /** Path below the folder → content. Empty for a Sovereign that is removed. */
  readonly files: ReadonlyMap<string, string>;
  /** Git's tree of the files, or undefined where there are none. */
  readonly subtree: Sha | undefined;
  /** For people: its regions with their role and vClusters, in the order of their keys. */
  readonly regions: readonly DesiredRegion[];
  /** What the review of exactly these files said; undefined where none was made of them. */
  readonly review: Review | undefined;
}

export interface DesiredRegion {
  readonly key: string;
  readonly role: Role;
  /** The names of the slots of its vClusters: `bp-mgmt-vcluster`. */
  readonly vclusters: readonly string[];
}

/** `acme.example.com` of `clusters/acme.example.com`. */
export function fqdnOf({ folder }: Pick<Desired, 'folder'>): string {
  return folder.slice(folder.indexOf('/') + 1);
}
