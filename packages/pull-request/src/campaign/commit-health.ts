import { describeFailure, ForgeError } from '../forge/forge-error';
import type { Health, ObservedHealth, CommitStatus } from './health';
import type { Sha } from '../forge/git-object';

/** How to read statuses, and which clusters a Sovereign has: `<fqdn>/<region>`. */
interface CommitHealthSource {
  readonly statuses: (commit: Sha) => Promise<readonly CommitStatus[]>;
  readonly clustersOf: (sovereign: string) => readonly string[];
}

/** Health by the statuses that clusters write on a commit. */
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
 * A Sovereign is healthy if every cluster of it reports success for the commit. A status counts for the cluster in its
 * context, `flux/<fqdn>/<region>`. Flux's usual context names no cluster, so that one cluster would overwrite the
 * status of another.
 */
export function healthByStatuses(clusters: readonly string[], statuses: readonly CommitStatus[]): ObservedHealth {
  const reports = clusters.map((cluster) => statuses.filter(({ context }) => namesCluster(context, cluster)));
  const all = reports.flat();
  const failed = all.filter(({ state }) => state === 'error' || state === 'failure');
  if (failed.length > 0) return { state: 'unhealthy', since: firstOf(failed) };
  const isComplete = reports.length > 0 && reports.every((report) => report.length > 0);
  if (!isComplete || all.some(({ state }) => state !== 'success')) return { state: 'unknown' };
  return { state: 'healthy', since: lastOf(all) };
}

/** `acme.example.com/fsn` is in `flux/acme.example.com/fsn/kit`, and not in `flux/acme.example.com/fsn2`. */
function namesCluster(context: string, cluster: string): boolean {
  return `/${context}/`.includes(`/${cluster}/`);
}

function firstOf(statuses: readonly CommitStatus[]): Date {
  return new Date(statuses.reduce((time, { createdAt }) => Math.min(time, createdAt.getTime()), Infinity));
}

function lastOf(statuses: readonly CommitStatus[]): Date {
  return new Date(statuses.reduce((time, { createdAt }) => Math.max(time, createdAt.getTime()), -Infinity));
}
