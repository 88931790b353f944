import { isChartMissing } from '../contract/failure';
import type { Chart, ChartReference, FindChart } from '../contract/ports';

/** The chart that is found. Throws the reason if there is none. */
export async function chartOrThrow(find: FindChart, reference: ChartReference): Promise<Chart> {
  const outcome = await find(reference);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

/**
 * Why no chart is found, with `(absent)` behind a reason that an option may excuse, and the remedy for a version that
 * is not there; `found` if there is one.
 */
export async function reasonOfMissingChart(find: FindChart, reference: ChartReference): Promise<string> {
  const outcome = await find(reference);
  if (outcome.ok) return 'found';
  const remedy = outcome.code === 'version-absent' ? `. ${outcome.remedy ?? ''}` : '';
  return isChartMissing(outcome) ? `${outcome.reason} (absent)${remedy}` : outcome.reason;
}
