import type { CampaignSummary, SovereignResult, Summary } from '@sovereign-fleet/pull-request';

/** What came of a run over one fleet repository. */
export interface RepositoryResult {
  readonly results: readonly SovereignResult[];
  /** Without what is missing where the repository could not be looked at. */
  readonly summary: Summary | CampaignSummary;
}

const mostNames = 20;

/** Sovereigns that were asked for by FQDN, if no fleet repository has a folder or a branch of them. */
export function resultsOfMissing(looked: readonly RepositoryResult[]): readonly SovereignResult[] {
  const summaries = looked.map(({ summary }) => ('unclaimed' in summary ? summary : undefined));
  const missing = summaries.map((summary) => summary?.missing ?? []);
  const everywhere = (missing[0] ?? []).filter((folder) => missing.every((one) => one.includes(folder)));
  const there = [...new Set(summaries.flatMap((summary) => summary?.unclaimed ?? []))].map(fqdnIn).sort();
  return everywhere.map((folder) => {
    const reason = `neither ${folder} nor a branch of it is in the fleet repository. ${remedy(there)}`;
    return { name: fqdnIn(folder), state: 'failed', reason, warnings: [], calls: 0 };
  });
}

function remedy(there: readonly string[]): string {
  if (there.length === 0) return 'All that is there has a spec.';
  const more = there.length > mostNames ? ` and ${there.length - mostNames} more` : '';
  return `Without a spec are there: ${there.slice(0, mostNames).join(', ')}${more}.`;
}

function fqdnIn(folder: string): string {
  return folder.slice(folder.indexOf('/') + 1);
}
