import {
  close,
  type Deed,
  hold,
  merge,
  mergeIfOpen,
  pushTo,
  rewrite,
  takeLabelOff,
  takeTextOut,
  theirs,
} from './fault-interventions';
import { type RunVariant, type Files, inFolderOf } from './faulty-fleet';

export const six = { 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'd/e.yaml': '4', 'd/f.yaml': '5', 'g.yaml': '6' };
export const changed = { ...six, 'a.yaml': 'changed' };
export const again = { ...six, 'a.yaml': 'again', 'h.yaml': 'more' };
const smaller = { 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'new.yaml': '!' };

/** How a Sovereign is left in the end. */
export interface End {
  /** What the base has of it. */
  readonly base?: Files;
  /** What is in the pull request that is open. */
  readonly open?: Files;
  /** What is on its branch, where no pull request is open. */
  readonly branch?: Files;
  /** What the last run says. */
  readonly state: 'unchanged' | 'open-current' | 'declined' | 'held';
}

/** How an open pull request looks in the end, beside its files. */
export interface Look {
  readonly labels: readonly string[];
  readonly reviewers: readonly string[];
  /** The texts of people: the title, and what stands before and behind ours. */
  readonly theirs: readonly string[];
}

/** What a run of one Sovereign finds, and what is to come of it. */
export interface Scenario {
  readonly name: string;
  /** What the base holds of the Sovereign from the beginning. */
  readonly before?: Files;
  /** What is proposed of it before anything fails. */
  readonly first?: Files;
  /** What people do then. */
  readonly meanwhile?: Deed;
  /** What people do between the run that failed and the next. */
  readonly between?: Deed;
  readonly desired: Files;
  readonly asked?: RunVariant;
  /** Runs after the one that failed until all is done; 1 without it. */
  readonly runs?: number;
  /** The possible ends. If there are several, it depends on how far the failed run came, and each must occur. */
  readonly ends: readonly [End, ...End[]];
  readonly look?: Partial<Look>;
}

const openEnd = (files: Files, base: Files = six): readonly [End] => [{ base, open: files, state: 'open-current' }];
const mergedEnd = (base: Files): readonly [End] => [{ base, state: 'unchanged' }];
const there = { before: six, first: changed };
const reviewers = { users: ['octocat'], teams: ['platform'] };

export const scenarios: readonly Scenario[] = [
  { name: 'a new Sovereign', desired: six, ends: openEnd(six, {}) },
  { name: 'a change of what is merged', before: six, desired: changed, ends: openEnd(changed) },
  { name: 'a change of what is open', ...there, desired: again, ends: openEnd(again) },
  { name: 'a change that deletes', ...there, desired: smaller, ends: openEnd(smaller) },
  {
    name: 'a base that moved below it',
    ...there,
    meanwhile: ({ github, name }) =>
      github.commit({ branch: 'main', files: inFolderOf(name, { 'b.yaml': 'by hand' }) }),
    desired: changed,
    ends: openEnd(changed, { ...six, 'b.yaml': 'by hand' }),
  },
  {
    name: 'a base that moved elsewhere',
    ...there,
    meanwhile: ({ github, name }) => github.commit({ branch: 'main', files: { [`docs/${name}.md`]: 'x' } }),
    desired: again,
    ends: openEnd(again),
  },
  { name: 'nothing left to propose', ...there, desired: six, ends: mergedEnd(six) },
  { name: 'a branch that a merge left', ...there, meanwhile: merge, desired: changed, ends: mergedEnd(changed) },
  { name: 'new content after a merge', ...there, meanwhile: merge, desired: again, ends: openEnd(again, changed) },
  {
    name: 'a new Sovereign that is merged before the next run',
    between: mergeIfOpen,
    desired: six,
    ends: [...mergedEnd(six), ...openEnd(six, {})],
  },
  {
    name: 'a change that is merged before the next run',
    ...there,
    between: mergeIfOpen,
    desired: again,
    ends: [...mergedEnd(again), ...openEnd(again, changed)],
  },
  { name: 'a Sovereign that is gone', before: six, desired: {}, ends: openEnd({}) },
  {
    name: "a person's commit",
    ...there,
    meanwhile: pushTo,
    desired: again,
    ends: [{ base: six, open: { ...changed, 'hand.yaml': 'mine' }, state: 'held' }],
  },
  {
    name: "a person's commit that is taken over",
    ...there,
    meanwhile: pushTo,
    desired: again,
    asked: { options: { takeOver: true } },
    ends: openEnd(again),
  },
  {
    name: 'one that a person closed',
    ...there,
    meanwhile: close,
    desired: changed,
    ends: [{ base: six, branch: changed, state: 'declined' }],
  },
  {
    name: 'one that a person closed, asked for again',
    ...there,
    meanwhile: close,
    desired: changed,
    asked: { options: { reopen: true } },
    ends: openEnd(changed),
  },
  {
    name: 'new content after one that a person closed',
    ...there,
    meanwhile: close,
    desired: again,
    ends: openEnd(again),
  },
  {
    name: 'labels and reviewers',
    desired: six,
    asked: { options: { labels: ['fleet', 'gitops'], reviewers } },
    ends: openEnd(six, {}),
    look: { labels: ['fleet', 'gitops'], reviewers: ['octocat', 'platform'] },
  },
  {
    name: 'a label that a person took off',
    ...there,
    meanwhile: takeLabelOff,
    desired: again,
    ends: openEnd(again),
    look: { labels: [] },
  },
  {
    name: 'the label that holds',
    ...there,
    meanwhile: hold,
    desired: again,
    ends: [{ base: six, open: changed, state: 'held' }],
    look: { labels: ['fleet', 'fleet/hold'] },
  },
  {
    name: "a person's text around ours",
    ...there,
    meanwhile: rewrite,
    desired: again,
    // The campaign's name is in our part of the text, which so is another one.
    asked: { options: { campaign: 'second' } },
    ends: openEnd(again),
    look: { theirs },
  },
  { name: 'a text that a person took out', ...there, meanwhile: takeTextOut, desired: changed, ends: openEnd(changed) },
  {
    name: 'a campaign that merges by itself',
    ...there,
    desired: changed,
    asked: { inCampaign: true },
    runs: 2, // one merges, and the next one sees it
    ends: mergedEnd(changed),
  },
];
