import { kitFolderName, ownSlotsName } from '@sovereign-fleet/domain';
import { describeFailure, ForgeError } from '../forge/forge-error';
import type { Health, ObservedHealth, CommitStatus } from './health';
import type { Sha } from '../forge/git-object';

/** How to read statuses, and which clusters a Sovereign has: `<fqdn>/<region>`. */
interface CommitHealthSource {
  readonly statuses: (commit: Sha) => Promise<readonly CommitStatus[]>;
  /** The commits of the base from its newest to this one, or some of the newest and this one. */
  readonly commitsFrom: (commit: Sha) => Promise<readonly Sha[]>;
  readonly clustersOf: (sovereign: string) => readonly string[];
}

/** A region speaks of the commit that it fetched, which may be a later one than the merge, or an older one for long. */
const mostCommits = 12;

/**
 * Health by the statuses that clusters write on the commit of a merge, or on a later one of the base that they fetched
 * in its place. What was read is kept for the other Sovereigns: all regions of a fleet speak of the same commits.
 */
export function commitHealth({ clustersOf, ...source }: CommitHealthSource): Health {
  const statuses = rememberEach(source.statuses);
  const commitsFrom = rememberEach(source.commitsFrom);
  return {
    of: async (sovereign, mergeCommit) => {
      try {
        const clusters = clustersOf(sovereign);
        const commits = await commitsFrom(mergeCommit);
        const first = await firstReports(clusters, commits.toReversed(), statuses);
        return healthByReports(await firstReports(clusters, commits, statuses), first);
      } catch (error) {
        if (error instanceof ForgeError) return { state: 'unknown', reason: describeFailure(error) };
        throw error;
      }
    },
  };
}

/** Asks once for each commit; what failed is asked for again. */
function rememberEach<Answer>(ask: (commit: Sha) => Promise<Answer>): (commit: Sha) => Promise<Answer> {
  const known = new Map<Sha, Answer>();
  return async (commit) => {
    const answer = known.has(commit) ? (known.get(commit) as Answer) : await ask(commit);
    known.set(commit, answer);
    return answer;
  };
}

/** What each cluster says of the first of some commits of which it says that it is ready, or that it failed. */
async function firstReports(
  clusters: readonly string[],
  commits: readonly Sha[],
  statuses: (commit: Sha) => Promise<readonly CommitStatus[]>,
): Promise<ReadonlyMap<string, readonly CommitStatus[]>> {
  const reports = new Map<string, readonly CommitStatus[]>(clusters.map((cluster) => [cluster, []]));
  for (const commit of commits.slice(0, mostCommits)) {
    const silent = clusters.filter((cluster) => !hasSpoken(reports.get(cluster) ?? []));
    if (silent.length === 0) break;
    const all = await statuses(commit);
    const own = silent.map(
      (cluster) => [cluster, all.filter(({ context }) => namesCluster(context, cluster))] as const,
    );
    for (const [cluster, report] of own.filter(([, found]) => found.length > 0)) reports.set(cluster, report);
  }
  return reports;
}

function hasSpoken(report: readonly CommitStatus[]): boolean {
  return report.some((status) => saysReadiness(status) || hasFailed(status));
}

/** That the kit is applied is no news of its slots: `bootstrap-kit-ready` says that they are ready. */
function saysReadiness({ context }: CommitStatus): boolean {
  return ![kitFolderName, ownSlotsName].some((name) => context.endsWith(`/${name}`));
}

function hasFailed({ state }: CommitStatus): boolean {
  return state === 'error' || state === 'failure';
}

type Reports = ReadonlyMap<string, readonly CommitStatus[]>;

/**
 * A Sovereign is healthy if every cluster of it reports success, and since each first did. A status counts for the
 * cluster in its context, `flux/<fqdn>/<region>`. Flux's usual context names no cluster, so that one cluster would
 * overwrite the status of another.
 */
function healthByReports(newest: Reports, first: Reports): ObservedHealth {
  const reports = [...newest.values()];
  const failed = reports.flat().filter(hasFailed);
  if (failed.length > 0) return { state: 'unhealthy', since: firstOf(failed) };
  const isDone = reports.flat().every(({ state }) => state === 'success');
  const silent = [...newest].flatMap(([cluster, report]) => (report.some(saysReadiness) ? [] : [cluster]));
  if (reports.length === 0 || !isDone) return { state: 'unknown' };
  if (silent.length > 0) return { state: 'unknown', waitsFor: silent };
  const since = [...newest].map(([cluster, report]) => {
    const earlier = first.get(cluster) ?? [];
    return lastOf(earlier.length > 0 && earlier.every(({ state }) => state === 'success') ? earlier : report);
  });
  return { state: 'healthy', since: new Date(Math.max(...since.map((time) => time.getTime()))) };
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
