import { type Result } from '../issue/result';
import type { BootstrapKit } from '../kit/bootstrap-kit';
import { issuesOfKit, kitOf } from '../kit/kit-of';
import type { Sovereign } from '../sovereign/sovereign';
import { sovereignKit } from './sovereign-kit';

/** The kit of a Sovereign with what its record adds, or the Issues in that; or that the fleet has no such kit. */
export function findKit(sovereign: Sovereign, kits: readonly BootstrapKit[]): Result<BootstrapKit> {
  const issues = issuesOfKit(sovereign, kits);
  return issues.length > 0 ? { ok: false, issues } : sovereignKit(sovereign, kitOf(sovereign, kits));
}
