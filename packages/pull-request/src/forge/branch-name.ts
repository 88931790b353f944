import { isDnsLabel, type Refusal } from '@sovereign-fleet/domain';

declare const branchBrand: unique symbol;

/** `fleet/<sovereign>`: the one branch of a Sovereign in the fleet repository. */
export type BranchName = string & { readonly [branchBrand]: true };

const prefix = 'fleet/';

/** The branch of a Sovereign, or why it cannot have one. */
export function branchName(sovereign: string): BranchName | Refusal {
  // No part of a DNS label has a meaning for git (git-check-ref-format).
  if (isDnsLabel(sovereign)) return `${prefix}${sovereign}` as BranchName;
  const problem = `${JSON.stringify(sovereign)} is not a DNS label, and a branch "fleet/<sovereign>" is made of one`;
  return { code: 'malformed', problem, remedy: 'Give the Sovereign a name such as "acme"' };
}

/** The branch of ours with this name (without `refs/heads/`), or undefined if it is not one of ours. */
export function parseBranch(name: string): BranchName | undefined {
  if (!name.startsWith(prefix)) return undefined;
  const branch = branchName(name.slice(prefix.length));
  return typeof branch === 'string' ? branch : undefined;
}

/** `acme` of `fleet/acme`. */
export function sovereignOf(branch: BranchName): string {
  return branch.slice(prefix.length);
}

/** Why pull requests cannot go to a base branch: it would be one of our branches, or stand in their way. */
export function refusalOfBaseBranch(base: string): Refusal | undefined {
  if (base !== 'fleet' && !base.startsWith(prefix)) return undefined;
  const reserved = '"fleet" and all below it is for branches of Sovereigns';
  return {
    code: 'reserved',
    problem: `the base branch is ${JSON.stringify(base)}, and ${reserved}`,
    remedy: 'Take another base branch, such as "main"',
  };
}
