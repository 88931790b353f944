import type { Chart, ChartReference } from '../contract/ports';
import { isChartMissing } from '../contract/failure';
import { chartStore, type ChartStoreOptions } from '../charts/chart-store';

/** The chart that a store finds. Throws the store's reason if it finds none. */
export async function findChart(options: ChartStoreOptions, reference: ChartReference): Promise<Chart> {
  const outcome = await chartStore(options).findChart(reference);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

/** Why a store finds no chart, with `(absent)` behind a reason that an option may excuse; `found` if it finds one. */
export async function reasonOfMissingChart(options: ChartStoreOptions, reference: ChartReference): Promise<string> {
  const outcome = await chartStore(options).findChart(reference);
  if (outcome.ok) return 'found';
  return isChartMissing(outcome) ? `${outcome.reason} (absent)` : outcome.reason;
}
