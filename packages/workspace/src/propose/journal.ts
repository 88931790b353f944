import type { Sovereign } from '@sovereign-fleet/domain';
import {
  describeFailure,
  type Forge,
  ForgeError,
  type Plan,
  type SovereignResult,
  type ResultState,
} from '@sovereign-fleet/pull-request';
import { foldedPlans, type ToldPlan } from './folded-plans';
import { ownNamesOf } from './own-names';
import { planText, type PlanText, wholeText } from './plan-text';
import { resultLine, resultText } from './result-line';
import type { Surroundings } from './surroundings';

/** What a run tells of each Sovereign, as it is done. */
export interface Journal {
  /** In the order in which they were told. */
  readonly results: readonly SovereignResult[];
  readonly took: (result: SovereignResult) => void;
  /** What came of those that were not begun: a record alone, since the run says why. */
  readonly noted: (result: SovereignResult) => void;
  /** How many have come to each state. */
  readonly states: () => Readonly<Partial<Record<ResultState, number>>>;
  /** What would be done, with the differences: for the end of a dry run. */
  readonly plans: (forge: Pick<Forge, 'blob'>, how: HowToShow) => Promise<void>;
}

/** How differences are told: each once, all of them, or all of them into a file. */
interface HowToShow {
  readonly sovereigns: readonly Sovereign[];
  readonly full: boolean;
  /** Takes them where they go into a file. */
  readonly write?: (text: string) => void;
}

export function openJournal(isDryRun: boolean, total: number, { record, tell, progress }: Surroundings): Journal {
  const results: SovereignResult[] = [];
  const textOf = tellerOf(isDryRun);
  const noted = (result: SovereignResult) => {
    results.push(result);
    record(resultLine(result, isDryRun));
    progress.at(`${results.length} of ${total}: ${result.name} ${result.state}`);
  };
  return {
    results,
    noted,
    took: (result) => {
      noted(result);
      const text = textOf(result);
      if (text !== '') tell(text);
    },
    states: () => {
      const counts: Partial<Record<ResultState, number>> = {};
      for (const { state } of results) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    },
    plans: async (forge, { sovereigns, full, write }) => {
      const reading = { blob: once(forge.blob) };
      const plans: ToldPlan[] = [];
      for (const { name, plan } of results) {
        if (plan === undefined || plan.steps.length === 0) continue;
        plans.push({ own: ownNamesOf(name, sovereigns), plan: await textOfPlan(plan, reading) });
      }
      const whole = () => plans.map(({ own, plan }) => `\n${own.name}\n${wholeText(plan)}`).join('');
      if (write !== undefined) write(whole());
      else tell(full ? whole() : foldedPlans(plans));
    },
  };
}

async function textOfPlan(plan: Plan, forge: Pick<Forge, 'blob'>): Promise<PlanText> {
  return planText(plan, forge).catch((error: unknown) => {
    if (!(error instanceof ForgeError)) throw error;
    const text = `the differences cannot be had: ${describeFailure(error)}\n`;
    return { steps: '', parts: [{ text }] };
  });
}

/** The same file is in the trees of many Sovereigns, and is asked for once. */
function once(blob: Forge['blob']): Forge['blob'] {
  const asked = new Map<string, Promise<string>>();
  return (name) => {
    const answer = asked.get(name) ?? blob(name);
    asked.set(name, answer);
    return answer;
  };
}

/** So many that are put off for one reason are told of, and then that there are more. */
const most = 3;

/** What people read of results, one after the other: a thousand lines that say the same tell them nothing. */
function tellerOf(isDryRun: boolean): (result: SovereignResult) => string {
  const putOff = new Map<string, number>();
  return (result) => {
    const { state, code, reason, warnings } = result;
    if (warnings.length === 0 && (state === 'unchanged' || code === 'interrupted')) return '';
    if (warnings.length > 0 || state !== 'deferred') return resultText(result, isDryRun);
    const before = putOff.get(reason) ?? 0;
    putOff.set(reason, before + 1);
    if (before < most) return resultText(result, isDryRun);
    return before === most ? 'More are deferred for this reason; standard output has each.\n' : '';
  };
}
