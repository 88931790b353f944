import { highestNetwork, type Issue, type Region, type Result, type Sovereign } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { RecordEdit } from '@sovereign-fleet/workspace/edit';
import { findRegion } from '../change/find-region';
import type { RegionPlan } from './add-region';

/** The next step of a region that goes: drained first, then without a tree. What was done stays in the record. */
export function planRemoval(key: string, sovereign: Sovereign): Result<RegionPlan> {
  if (sovereign.removedRegions.includes(key)) return { ok: true, value: { edits: [], lines: [] } };
  const region = findRegion(key, sovereign, '--remove');
  if (region.role === 'primary') return { ok: false, issues: [issueOfPrimary(key, sovereign)] };
  if (region.state === undefined) return { ok: true, value: drain(region, sovereign) };
  return { ok: true, value: remove(region, sovereign) };
}

function drain({ key }: Region, { name, source }: Sovereign): RegionPlan {
  return {
    edits: [{ path: ['regions', { region: key }, 'state'], value: 'draining' }],
    lines: [
      `Step 1 of 2: ${key} of ${name} is in no list of the other regions any more, and runs on.`,
      `Next: commit ${source} with gitops-out/. When it is merged and every region is healthy: ` +
        `nx g region ${name} --remove=${key}`,
      `Back: nx g region ${name} --add=${key}`,
    ],
  };
}

/** Its entry stays, so that nobody gets its numbers. */
function remove({ key, provider }: Region, sovereign: Sovereign): RegionPlan {
  const { name, source, networksGiven } = sovereign;
  const highest = highestNetwork(sovereign);
  const given: readonly RecordEdit[] =
    highest === 0 || highest === networksGiven ? [] : [{ path: ['networksGiven'], value: highest }];
  return {
    edits: [{ path: ['regions', { region: key }, 'state'], value: 'removed' }, ...given],
    waits: true,
    lines: [
      `Step 2 of 2: ${key} of ${name} has no tree any more. Flux deletes nothing, and its cluster runs on.`,
      `Next: commit ${source} with gitops-out/, and delete the cluster at ${provider}: its volumes, load balancers ` +
        'and addresses cost until then.',
    ],
  };
}

function issueOfPrimary(value: string, { name, regions }: Sovereign): Issue {
  const problem = `it is the primary of ${name}${regions.length === 1 ? ', and its last region' : ''}`;
  const remedy = 'Give the role to another region first';
  return { file: commandLine, field: '--remove', value, code: 'contradiction', problem, remedy };
}
