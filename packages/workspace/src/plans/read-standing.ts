import { formatIssue, isLost, repositoryOf, type Sovereign } from '@sovereign-fleet/domain';
import { type Standing, standingOf } from '@sovereign-fleet/pull-request';
import { commitHealth } from '@sovereign-fleet/pull-request/octokit';
import type { SharedRecord } from '../specs/fleet-record';
import { clustersOf } from '../propose/health';
import { processHost } from '../propose/host';
import { openForge } from '../propose/open-forge';
import { readDesired } from '../propose/read-desired';

interface StandingSource {
  readonly root: string;
  readonly record: SharedRecord;
  /** Whether a region that is said to be lost is asked, too: whether it is back. */
  readonly asksLost: boolean;
  /** With the credentials for the fleet repository. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether the fleet repository has the tree of a record as it is, and every region says that it is well with it.
 * Reads alone.
 */
export async function readStanding(
  sovereign: Sovereign,
  { root, record, asksLost, environment }: StandingSource,
): Promise<Standing> {
  if (record.fleet.health === 'none') {
    return { reached: false, reason: `nobody reports: "health" of ${record.fleet.source} is 'none'` };
  }
  const desired = readDesired(sovereign, { root, ...record });
  if (!desired.ok) return { reached: false, reason: desired.issues.map(formatIssue).join(' ') };
  const repository = repositoryOf(sovereign, record.fleet);
  const options = { clone: undefined, dryRun: true };
  const { clock } = processHost();
  const given = { root, fleet: record.fleet, options, environment, clock, onRetry: () => undefined };
  const open = await openForge(repository, given);
  if (!open.ok) return { reached: false, reason: open.issues.map(formatIssue).join(' ') };
  const { forge, reports } = open.value;
  if (reports === undefined) return { reached: false, reason: 'a clone knows no statuses' };
  const { fqdn, promotion } = sovereign;
  const clusters = clustersOf({
    fqdn,
    regions: sovereign.regions.filter(({ key }) => asksLost || !isLost(key, promotion)),
  });
  const { statuses, commitsFrom } = reports;
  return standingOf(forge, desired.value, commitHealth({ statuses, commitsFrom, clustersOf: () => clusters }));
}
