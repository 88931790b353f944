import { refusalOfBaseBranch } from '../forge/branch-name';
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Desired } from '../proposal/desired';
import type { Pause } from './budget';
import type { FleetRun, RunSettings } from './fleet-run';
import { countToOpen, openPullCount } from './fleet-view';
import { defaultLimits } from './limits';
import { openBudget } from './open-budget';
import { pacedForge } from './paced-forge';
import { type ReviewerRefusals, watchReviewerRefusals } from './refused-reviewers';

/** Takes one snapshot for all Sovereigns. Throws a ForgeError if it cannot; then nothing was written. */
export async function startRun(
  forge: Forge,
  settings: RunSettings & { readonly desired: readonly Desired[] },
): Promise<FleetRun> {
  const limits = { ...defaultLimits, ...settings.limits };
  const left = new Set(settings.desired);
  const started: { run?: FleetRun } = {};
  const onWait = (pause: Pause) =>
    settings.onWait?.({ ...pause, toOpen: started.run === undefined ? 0 : countToOpen(started.run) });
  const budget = openBudget({ ...settings, limits, onWait });
  const refusals: ReviewerRefusals = { reviewers: false };
  const paced = pacedForge(watchReviewerRefusals(forge, refusals), budget);
  const snapshot = await paced.snapshot();
  const pulls = [...snapshot.proposed.values()].flatMap(({ pull }) => pull?.createdAt ?? []);
  budget.countOpened(pulls);
  checkBaseBranch(snapshot.base.branch);
  const takenAt = settings.clock.now().getTime();
  const counts = { open: openPullCount(snapshot), unanswered: 0 };
  started.run = { forge: paced, budget, limits, settings, left, snapshot, takenAt, refusals, ...counts };
  return started.run;
}

function checkBaseBranch(branch: string): void {
  const refusal = refusalOfBaseBranch(branch);
  if (refusal === undefined) return;
  throw new ForgeError('refused', `${refusal.problem}. ${refusal.remedy}`, { operation: 'propose' });
}
