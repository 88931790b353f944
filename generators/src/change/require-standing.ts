import type { Tree as NxTree } from '@nx/devkit';
import { errorOfIssues, type Sovereign } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import { readStanding } from '@sovereign-fleet/workspace/plans';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';

interface Asked {
  readonly record: FleetRecord;
  readonly sovereign: Sovereign;
  /** What the next step is, for people: `step 2 of 3`. */
  readonly step: string;
  /** Whether a region that is said to be lost has to report, too. */
  readonly asksLost?: boolean;
  /** A person says that the step before is merged, and every region well: nobody is asked. */
  readonly merged: boolean;
}

/**
 * Refuses the next step of a plan until the fleet repository has the tree of the present one and every region says that
 * it is well with it: steps that are further apart than one may have two primaries.
 */
export async function requireStanding(nxTree: NxTree, asked: Asked): Promise<void> {
  const { record, sovereign, step, asksLost = false, merged } = asked;
  if (merged) return;
  const source = { root: nxTree.root, record, asksLost, environment: process.env };
  const standing = await readStanding(sovereign, source);
  if (standing.reached) return;
  const reason = standing.reason.replace(/\.$/, '');
  const issue = {
    file: commandLine,
    field: '--merged',
    value: undefined,
    code: 'missing' as const,
    problem: `${step} waits until the step before is merged and every region is well: ${reason}`,
    remedy: 'Run it again then; or look at the clusters, and say so with --merged',
  };
  throw errorOfIssues([issue], 'nothing was written');
}
