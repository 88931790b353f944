import { countText, type PlanStep } from '@sovereign-fleet/domain';
import { codeSpan, formatMarkdown, type Review, reviewMarker } from '@sovereign-fleet/policy';
import { type Desired, type DesiredRegion, fqdnOf } from './desired';
import type { ChangeCounts } from './trailers';

/** What a pull request does to the Sovereign's folder in the base. */
export type Action = 'add' | 'update' | 'remove';

export interface ProposalFacts {
  readonly desired: Desired;
  readonly action: Action;
  readonly campaign: string | undefined;
  /** How much an update changes, if that is known. */
  readonly changes?: ChangeCounts | undefined;
}

const verbs: Readonly<Record<Action, string>> = { add: 'Add', update: 'Update', remove: 'Remove' };

const longestTitle = 120; // GitHub takes 256
const longestText = 30_000; // GitHub takes 65,536, and has refused less
const longestValue = 100;
const regionsRoom = 8_000;

/** The title of a pull request, and the subject of its commits: one line of harmless characters. */
export function proposalTitle({ desired, action, campaign }: ProposalFacts): string {
  const forCampaign = campaign === undefined ? '' : ` for ${campaign}`;
  const { name, plan } = desired;
  const step = plan === undefined ? '' : `, step ${plan.step} of ${plan.of}`;
  const text = withoutLinks(`${verbs[action]} ${name}${forCampaign}${step} (${fqdnOf(desired)})`);
  return text.length <= longestTitle ? text : `${text.slice(0, longestTitle - 3)}...`;
}

/**
 * The text of a pull request: what it does, the regions and their vClusters, then the review. It has at most 30,000
 * characters, or `room`. Every value is in a code span, where GitHub does not look for Markdown, mentions, references
 * or closing words.
 */
export function proposalText(facts: ProposalFacts, room = longestText): string {
  const { desired, campaign } = facts;
  const head = [
    summaryOf(facts),
    ...(desired.plan === undefined ? [] : [planText(desired.plan)]),
    ...(campaign === undefined ? [] : [`Campaign: ${code(campaign)}.`]),
    ...(desired.regions.length === 0 ? [] : [regionsText(desired.regions, Math.min(regionsRoom, room / 3))]),
    forPeople,
  ].join('\n\n');
  const limit = Math.min(room, longestText) - head.length - 2;
  return `${head}\n\n${reviewText(desired, limit)}`;
}

function planText({ what, step, of }: PlanStep): string {
  const next = step < of ? ' The next step waits until this one is merged and every region is well with it.' : '';
  return `Step ${step} of ${of}: ${code(what)}.${next}`;
}

/** The text if people left room for only one line. */
export function proposalLine(facts: ProposalFacts): string {
  return `${summaryOf(facts)} The rest has no room here.`;
}

/** Why we close a pull request whose Sovereign was removed before it was merged. */
export function goneText({ name }: Pick<Desired, 'name'>): string {
  return `${name} has no spec any more and was never merged`;
}

/** The text of the block after we have closed the pull request. */
export function closedText(desired: Desired, isGone: boolean): string {
  const gone = goneText({ name: code(desired.name) });
  const why = isGone ? gone : 'the base branch already has what was proposed here, or it is no longer wanted';
  return `Closed by sovereign-fleet: ${why}. If it is wanted again, it comes as another pull request.`;
}

const forPeople =
  'This branch is kept up to date by sovereign-fleet. The label `fleet/hold` stops that, and so does a ' +
  'commit of your ' +
  'own on the branch. What is closed without a merge is not proposed again until its content is another one. Text ' +
  'outside of this block is yours.';

function summaryOf({ desired, action, changes }: ProposalFacts): string {
  const { name, folder, files } = desired;
  const place = `${code(name)} in ${code(folder)}`;
  if (action === 'remove') return `Removes the Sovereign ${place} with all of its files.`;
  if (action === 'update' && changes !== undefined)
    return `Updates the Sovereign ${place}: ${changesText(changes, desired.regions.length)}.`;
  const size = `${countText(desired.regions.length, 'region')}, ${countText(files.size, 'file')}`;
  return `${action === 'add' ? 'Adds' : 'Updates'} the Sovereign ${place}: ${size}.`;
}

/** `1 file changes in 1 of 3 regions`. */
function changesText({ files, regions }: ChangeCounts, all: number): string {
  const what = `${countText(files, 'file')} ${files === 1 ? 'changes' : 'change'}`;
  if (regions === 0) return what;
  if (regions < all) return `${what} in ${regions} of ${countText(all, 'region')}`;
  return all === 1 ? `${what} in its one region` : `${what} in all of its ${all} regions`;
}

function regionsText(regions: readonly DesiredRegion[], room: number): string {
  const lines: string[] = [];
  let left = room;
  for (const region of regions) {
    const line = regionLine(region);
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  const more = regions.length - lines.length;
  return ['### Regions', '', ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

const mostNames = 12;

function regionLine({ key, role, isFenced, vclusters }: DesiredRegion): string {
  const more = vclusters.length > mostNames ? ` and ${vclusters.length - mostNames} more` : '';
  const names = vclusters.slice(0, mostNames).map(code).join(', ');
  const what = isFenced === true ? `${role}, fenced` : role;
  return `- ${code(key)} (${what}): ${names === '' ? 'no vCluster' : `${names}${more}`}`;
}

function reviewText({ name, files, review }: Desired, limit: number): string {
  // Without a spec there is no project, and so no command that we could name.
  if (files.size === 0) return 'There is nothing to review: no file of it is left.';
  const command = code(`npx nx run ${name}:review`);
  if (review === undefined) {
    return `**Not reviewed.** No review was made of exactly these files; ${command} makes one.`;
  }
  const text = formatMarkdown([review satisfies Review], { limit, fullText: `npx nx run ${name}:review` });
  // The marker is for finding the comment of a review; a pull request needs none.
  const shown = text.startsWith(reviewMarker) ? text.slice(reviewMarker.length).trim() : '';
  return shown === '' ? `The review has no room here; ${command} prints it.` : shown;
}

function code(text: string): string {
  return codeSpan(text, longestValue);
}

/** Removes what GitHub makes links of in plain text: `@`, `#` and `GH-1`. */
function withoutLinks(text: string): string {
  // With a hyphen that only looks like one, GitHub does not read the number of an issue.
  const plain = text.replace(/[^A-Za-z0-9 .,:()-]/g, '?');
  return plain.replace(/\bgh-(?=\d)/gi, (match) => `${match.slice(0, 2)}\u2011`);
}
