import { visible } from '@sovereign-fleet/domain';
import type { CampaignSummary, SovereignResult, ResultState, Summary } from '@sovereign-fleet/pull-request';

/** Of a Sovereign about which no server was asked. */
export function resultWithoutCalls(name: string, state: ResultState, reason: string): SovereignResult {
  return { name, state, reason, warnings: [], calls: 0 };
}

/** One JSON line for programs: what came of a Sovereign. Same result, same line. */
export function resultLine({ plan, ...result }: SovereignResult, isDryRun: boolean): string {
  const steps = isDryRun && plan !== undefined ? { wouldDo: plan.steps.map(({ kind }) => kind) } : {};
  return `${JSON.stringify({ ...result, ...steps, code: undefined })}\n`;
}

/** The same for people; of a dry run, what would be. */
export function resultText(result: SovereignResult, isDryRun: boolean): string {
  const { name, state, pull, reason, files, notBefore, warnings } = result;
  const what = isDryRun && pending.includes(state) ? `would be ${state}` : state;
  const link = pull === undefined ? '' : ` ${pull.url}`;
  const counts =
    files === undefined ? '' : ` (${files.added} added, ${files.changed} changed, ${files.removed} removed)`;
  const why = reason === '' ? '' : `: ${reason}`;
  const when = notBefore === undefined ? '' : `, not before ${notBefore.toISOString()}`;
  return [
    `${name}: ${what}${link}${counts}${why}${when}\n`,
    ...warnings.map((one) => `  warning: ${one}\n`),
    replacedText(result, isDryRun),
  ].join('');
}

const mostPaths = 20;

/** What a person did to the files of a branch that is taken over is told, whether or not it is only planned. */
function replacedText({ replaced = [] }: SovereignResult, isDryRun: boolean): string {
  if (replaced.length === 0) return '';
  const paths = replaced.slice(0, mostPaths).map((path) => `    ${visible(path)}\n`);
  const more = replaced.length - paths.length;
  const verb = isDryRun ? 'would replace' : 'replaced';
  const rest = more > 0 ? `    and ${more} more\n` : '';
  return [`  ${verb} what others changed on the branch:\n`, ...paths, rest].join('');
}

export interface RunOfRepository {
  readonly repository: string;
  /** Where it was asked, where that is not github.com. */
  readonly api?: string | undefined;
  readonly summary: Summary | CampaignSummary;
  /** By method and path, as GitHub documents them; a clone is asked nothing. */
  readonly requests: Readonly<Record<string, number>>;
  readonly rateLeft: number | undefined;
}

export function summaryLine({ repository, api, summary, requests, rateLeft }: RunOfRepository): string {
  const left = rateLeft === undefined ? {} : { rateLeft };
  const asked = api === undefined ? {} : { api };
  return `${JSON.stringify({ repository, ...asked, summary: { ...summary, requests, ...left } })}\n`;
}

export function summaryText({ repository, api, summary, requests }: RunOfRepository): string {
  const states = Object.entries(summary.states).map(([state, number]) => `${number} ${state}`);
  const sent = Object.values(requests).reduce((sum, number) => sum + number, 0);
  const asked = api === undefined ? '' : ` to ${new URL(api).host}`;
  const requested = `${sent} ${sent === 1 ? 'request' : 'requests'}${asked}`;
  const counts = `${repository}: ${states.join(', ') || 'no Sovereign'}; ${requested}.\n`;
  // Of a run about those that were named, the others are nothing to tell.
  const isAll = 'unclaimed' in summary && summary.missing === undefined;
  const gone = (isAll ? summary.unclaimed : []).map(
    (folder) => `${folder} is of no Sovereign here: --allow-removal proposes that it goes.\n`,
  );
  return [counts, stoppedText(summary), ...gone, ...('waves' in summary ? wavesText(summary) : [])].join('');
}

function stoppedText({ stopped, calls }: Summary | CampaignSummary): string {
  if (stopped === undefined) return '';
  const what = Object.keys(calls).length === 0 ? 'Nothing was done' : 'Stopped early';
  return `${what}: ${stopped.replace(/\.$/, '')}.\n`;
}

function wavesText({ waves, waitsFor }: CampaignSummary): readonly string[] {
  const lines = waves.map(({ name, members }) => {
    const counts = Object.entries(members).map(([state, number]) => `${number} ${state}`);
    return `Wave ${name}: ${counts.join(', ') || 'nobody'}.\n`;
  });
  return waitsFor === undefined ? lines : [...lines, `The campaign goes no further for now: ${waitsFor}.\n`];
}

/** What a dry run calls pending. */
const pending: readonly ResultState[] = ['created', 'updated', 'repaired', 'closed-obsolete', 'cleaned'];

/**
 * 0: all is as it should be; 1: something failed; 3, when asked to be strict: a person holds or declined something; 2:
 * something is left to do, in a dry run or since it was put off. Of several, in this order: 1, 3, 2, 0.
 */
export function exitCode(
  states: readonly ResultState[],
  options: { readonly dryRun: boolean; readonly strict: boolean },
): number {
  if (states.includes('failed')) return 1;
  if (options.strict && states.some((state) => state === 'held' || state === 'declined')) return 3;
  const isLeft = (state: ResultState) => state === 'deferred' || (options.dryRun && pending.includes(state));
  return states.some(isLeft) ? 2 : 0;
}
