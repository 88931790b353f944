import type { PlanStep, Role } from '@sovereign-fleet/domain';
import type { Review } from '@sovereign-fleet/policy';
import type { Sha } from '../forge/git-object';

/** What the fleet repository should have of one Sovereign, and what people are told about it. */
export interface Desired {
  /** The Sovereign's name. */
  readonly name: string;
  /** Its folder in the fleet repository, which only we write: `clusters/<fqdn>`. */
  readonly folder: string;
  /** Contents by path below the folder. Empty for a Sovereign that is to be removed. */
  readonly files: ReadonlyMap<string, string>;
  /** Git's tree of the files; undefined if there are no files. */
  readonly subtree: Sha | undefined;
  /** For people: its regions with their role and vClusters, in the order of their keys. */
  readonly regions: readonly DesiredRegion[];
  /** The review of exactly these files; undefined if they were not reviewed. */
  readonly review: Review | undefined;
  /** Whether its record says that it is gone: then its folder may go without a further word. */
  readonly isRetired?: boolean;
  /** Where a plan stands that takes several pull requests. */
  readonly plan?: PlanStep | undefined;
}

export interface DesiredRegion {
  readonly key: string;
  readonly role: Role;
  /** Whether it runs nothing of its role alone, for the time of a promotion. */
  readonly isFenced?: boolean;
  /** The names of the slots of its vClusters: `bp-mgmt-vcluster`. */
  readonly vclusters: readonly string[];
}

/** `acme.example.com` of `clusters/acme.example.com`. */
export function fqdnOf({ folder }: Pick<Desired, 'folder'>): string {
  return folder.slice(folder.indexOf('/') + 1);
}
