import type { CommitStatus } from './commit-status';

/** Not reported is not healthy. */
export type Health = 'healthy' | 'failed' | 'unknown';

/**
 * Whether every cluster of a Sovereign reports that it runs a commit well. A status counts for the cluster that its
 * context names as a part of its own, `flux/<fqdn>/<region>`: Flux's own context has no cluster in it, and two clusters
 * would speak over each other. `clusters` are `<fqdn>/<region>`.
 */
export function healthOf(clusters: readonly string[], statuses: readonly CommitStatus[]): Health {
  const reports = clusters.map((cluster) => statuses.filter(({ context }) => names(context, cluster)));
  const states = reports.flat().map(({ state }) => state);
  if (states.some((state) => state === 'error' || state === 'failure')) return 'failed';
  const complete = reports.length > 0 && reports.every((report) => report.length > 0);
  return complete && states.every((state) => state === 'success') ? 'healthy' : 'unknown';
}

/** `acme.example.com/fsn` is in `flux/acme.example.com/fsn/kit`, and not in `flux/acme.example.com/fsn2`. */
function names(context: string, cluster: string): boolean {
  return `/${context}/`.includes(`/${cluster}/`);
}
