import { isDnsLabel, type Refusal } from '@sovereign-fleet/domain';
import type { BranchName } from './forge';

const prefix = 'fleet/';

/** The branch of a Sovereign, or why it can have none. */
export function branchName(sovereign: string): BranchName | Refusal {
  // No part of a DNS label means anything to git (git-check-ref-format).
  if (isDnsLabel(sovereign)) return `${prefix}${sovereign}` as BranchName;
  const problem = `${JSON.stringify(sovereign)} is no DNS label, and a branch "fleet/<sovereign>" is made of one`;
  return { code: 'malformed', problem, remedy: 'Give the Sovereign a name such as "acme"' };
}

/** The branch of ours that a ref's name is, without `refs/heads/`; undefined where it is none. */
export function parseBranch(name: string): BranchName | undefined {
  if (!name.startsWith(prefix)) return undefined;
  const branch = branchName(name.slice(prefix.length));
  return typeof branch === 'string' ? branch : undefined;
}

/** `acme` of `fleet/acme`. */
export function sovereignOf(branch: BranchName): string {
  return branch.slice(prefix.length);
}

/** Why a branch cannot be what pull requests go to: our branches would be it, be above it or lie below it. */
export function refusalOfBaseBranch(base: string): Refusal | undefined {
  if (base !== 'fleet' && !base.startsWith(prefix)) return undefined;
  const problem = `the base branch is ${JSON.stringify(base)}, and "fleet" and all below it is for branches of Sovereigns`;
  return { code: 'reserved', problem, remedy: 'Take another base branch, such as "main"' };
}
