import { describeFailure } from '../forge/failure';
import { ForgeError } from '../forge/forge-error';
import type { Health, ObservedHealth, CommitStatus } from './health';
import type { Sha } from '../forge/git-object';

/** Where statuses come from, and which clusters a Sovereign has: `<fqdn>/<region>`. */
interface CommitHealthSource {
  readonly statuses: (commit: Sha) => Promise<readonly CommitStatus[]>;
  readonly clustersOf: (sovereign: string) => readonly string[];
}

/** How Sovereigns are by the statuses that their clusters write on a commit. */
export function commitHealth({ statuses, clustersOf }: CommitHealthSource): Health {
  return {
    of: async (sovereign, mergeCommit) => {
      try {
        return healthByStatuses(clustersOf(sovereign), await statuses(mergeCommit));
      } catch (error) {
        if (error instanceof ForgeError) return { state: 'unknown', reason: describeFailure(error) };
        throw error;
      }
    },
  };
}

/**
 * Whether every cluster of a Sovereign reports that it runs a commit well. A status counts for the cluster that its
 * context names as a part of its own, `flux/<fqdn>/<region>`: Flux's own context has no cluster in it, and two clusters
 * would speak over each other.
 */
export function healthByStatuses(clusters: readonly string[], statuses: readonly CommitStatus[]): ObservedHealth {
  const reports = clusters.map((cluster) => statuses.filter(({ context }) => namesCluster(context, cluster)));
  const all = reports.flat();
  const failed = all.filter(({ state }) => state === 'error' || state === 'failure');
  if (failed.length > 0) return { state: 'unhealthy', since: new Date(Math.min(...timesOf(failed))) };
  const isComplete = reports.length > 0 && reports.every((report) => report.length > 0);
  if (!isComplete || all.some(({ state }) => state !== 'success')) return { state: 'unknown' };
  return { state: 'healthy', since: new Date(Math.max(...timesOf(all))) };
}

/** `acme.example.com/fsn` is in `flux/acme.example.com/fsn/kit`, and not in `flux/acme.example.com/fsn2`. */
function namesCluster(context: string, cluster: string): boolean {
  return `/${context}/`.includes(`/${cluster}/`);
}

function timesOf(statuses: readonly CommitStatus[]): readonly number[] {
  return statuses.map(({ createdAt }) => createdAt.getTime());
}
