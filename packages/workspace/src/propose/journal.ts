import type { Sovereign } from '@sovereign-fleet/domain';
import {
  describeFailure,
  type Forge,
  ForgeError,
  type Plan,
  type SovereignResult,
  type ResultState,
} from '@sovereign-fleet/pull-request';
import { foldPlans, type ToldPlan } from './fold-plans';
import { ownNamesOf } from './own-names';
import { planText, type PlanText, wholeText } from './plan-text';
import { resultLine, resultText } from './result-line';
import type { Host } from './host';

/** The results of a run. Each is told as soon as it is there. */
export interface Journal {
  /** In the order in which they were told. */
  readonly results: readonly SovereignResult[];
  readonly report: (result: SovereignResult) => void;
  /** Adds the result of a Sovereign that was not begun. People read why in the summary of the run. */
  readonly recordOnly: (result: SovereignResult) => void;
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

export function openJournal(isDryRun: boolean, total: number, { record, tell, progress }: Host): Journal {
  const results: SovereignResult[] = [];
  const textOf = tellerOf(isDryRun);
  const recordOnly = (result: SovereignResult) => {
    results.push(result);
    record(resultLine(result, isDryRun));
    progress.at(`${results.length} of ${total}: ${result.name} ${result.state}`);
  };
  return {
    results,
    recordOnly,
    report: (result) => {
      recordOnly(result);
      const text = textOf(result);
      if (text !== '') tell(text);
    },
    states: () => {
      const counts: Partial<Record<ResultState, number>> = {};
      for (const { state } of results) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    },
    plans: async (forge, { sovereigns, full, write }) => {
      const reading = { blob: readOnce(forge.blob) };
      const plans: ToldPlan[] = [];
      for (const { name, plan } of results) {
        if (plan === undefined || plan.steps.length === 0) continue;
        plans.push({ own: ownNamesOf(name, sovereigns), plan: await textOfPlan(plan, reading) });
      }
      const whole = () => plans.map(({ own, plan }) => `\n${own.name}\n${wholeText(plan)}`).join('');
      if (write !== undefined) write(whole());
      else tell(full ? whole() : foldPlans(plans));
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

/** Asks once for a file that is in the trees of many Sovereigns. */
function readOnce(blob: Forge['blob']): Forge['blob'] {
  const asked = new Map<string, Promise<string>>();
  return (name) => {
    const answer = asked.get(name) ?? blob(name);
    asked.set(name, answer);
    return answer;
  };
}

/** The number of results told that were deferred for one reason. Then a line says that there are more. */
const most = 3;

/** Gives the text of one result after the other. A thousand lines that say the same would tell nothing. */
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
