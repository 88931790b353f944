import { describeFailure, ForgeError } from '../forge/forge-error';
import type { Forge } from '../forge/forge';
import type { Sha } from '../forge/git-object';
import { type Desired, fqdnOf } from '../proposal/desired';
import { treeInBase } from '../reconcile/plan-input';
import { doubtOfTime } from './campaign-run';
import type { Health } from './health';

/** Whether the fleet repository and all regions have what a Sovereign's record says; else what is waited for. */
export type Standing = { readonly reached: true } | { readonly reached: false; readonly reason: string };

/** Asks the fleet repository alone, and writes nothing. Whatever fails is a reason to wait. */
export async function standingOf(forge: Forge, desired: Desired, health: Health): Promise<Standing> {
  try {
    const { base } = await forge.snapshot();
    const branch = `${base.branch} of the fleet repository`;
    if (treeInBase({ base }, fqdnOf(desired)) !== desired.subtree) {
      return waitsFor(`${branch} has another tree of ${desired.name}: its pull request is not merged`);
    }
    const change = await forge.lastChange(desired.folder);
    if (change?.at === undefined) return waitsFor(doubtOfTime(desired.folder, change));
    const found = await health.of(desired.name, change.commit);
    if (found.state === 'unknown') return waitsFor(found.reason ?? doubtOfHealth(found.waitsFor, change.commit));
    if (found.state === 'healthy') return { reached: true };
    return waitsFor(`a region says that it failed: look at the statuses of ${change.commit} and of later commits`);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return waitsFor(describeFailure(error));
  }
}

function doubtOfHealth(silent: readonly string[] | undefined, commit: Sha): string {
  if (silent === undefined) return `not every region is done with ${commit}`;
  return `${silent.join(', ')} said nothing of ${commit} or a later commit`;
}

function waitsFor(reason: string): Standing {
  return { reached: false, reason };
}
