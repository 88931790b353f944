import { describeFailure, type Forge, ForgeError, type SovereignResult } from '@sovereign-fleet/pull-request';
import { planText } from './plan-text';
import { resultLine, resultText } from './result-line';
import type { Surroundings } from './surroundings';

/** What a run tells of each Sovereign, as it is done. */
export interface Journal {
  /** In the order in which they were told. */
  readonly results: readonly SovereignResult[];
  readonly took: (result: SovereignResult) => void;
  /** What would be done, with the differences: for the end of a dry run. */
  readonly plans: (forge: Pick<Forge, 'blob'>) => Promise<void>;
}

export function openJournal(isDryRun: boolean, total: number, { record, tell, progress }: Surroundings): Journal {
  const results: SovereignResult[] = [];
  return {
    results,
    took: (result) => {
      results.push(result);
      record(resultLine(result, isDryRun));
      // A thousand lines that nothing changed tell a person nothing.
      if (result.state !== 'unchanged' || result.warnings.length > 0) tell(resultText(result, isDryRun));
      progress.at(`${results.length} of ${total}: ${result.name} ${result.state}`);
    },
    plans: async (forge) => {
      for (const { name, plan } of results) {
        if (plan === undefined || plan.steps.length === 0) continue;
        const text = await planText(plan, forge).catch((error: unknown) => {
          if (error instanceof ForgeError) return `the differences cannot be had: ${describeFailure(error)}\n`;
          throw error;
        });
        tell(`\n${name}\n${text}`);
      }
    },
  };
}
