import type { Github } from '../github/github';
import { branchFor, type Files, inFolderOf } from './faulty-fleet';

export const six = { 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'd/e.yaml': '4', 'd/f.yaml': '5', 'g.yaml': '6' };
export const changed = { ...six, 'a.yaml': 'changed' };
export const again = { ...six, 'a.yaml': 'again', 'h.yaml': 'more' };
const smaller = { 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'new.yaml': '!' };

/** What a run of one Sovereign finds, and what is to come of it. */
export interface Scenario {
  readonly name: string;
  /** What the base holds of the Sovereign from the beginning. */
  readonly before?: Files;
  /** What is proposed of it before anything fails. */
  readonly first?: Files;
  /** What people do then; `pull` is the open pull request. */
  readonly meanwhile?: (github: Github, name: string, pull: number) => void;
  readonly desired: Files;
  /** What is in the pull request at the end; without it there is none, and no branch. */
  readonly open?: Files;
}

const merge: Scenario['meanwhile'] = (github, _, pull) => void github.merge(pull, { method: 'squash' });

export const scenarios: readonly Scenario[] = [
  { name: 'a new Sovereign', desired: six, open: six },
  { name: 'a change of what is merged', before: six, desired: changed, open: changed },
  { name: 'a change of what is open', before: six, first: changed, desired: again, open: again },
  { name: 'a change that deletes', before: six, first: changed, desired: smaller, open: smaller },
  {
    name: 'a base that moved below it',
    before: six,
    first: changed,
    meanwhile: (github, name) =>
      void github.commit({ branch: 'main', files: inFolderOf(name, { 'b.yaml': 'by hand' }) }),
    desired: changed,
    open: changed,
  },
  {
    name: 'a base that moved elsewhere',
    before: six,
    first: changed,
    meanwhile: (github, name) => void github.commit({ branch: 'main', files: { [`docs/${name}.md`]: 'x' } }),
    desired: again,
    open: again,
  },
  { name: 'nothing left to propose', before: six, first: changed, desired: six },
  { name: 'a branch that a merge left', before: six, first: changed, meanwhile: merge, desired: changed },
  { name: 'new content after a merge', before: six, first: changed, meanwhile: merge, desired: again, open: again },
  { name: 'a Sovereign that is gone', before: six, desired: {}, open: {} },
  {
    name: "a person's commit",
    before: six,
    first: changed,
    meanwhile: (github, name) =>
      void github.commit({ branch: branchFor(name), files: inFolderOf(name, { 'hand.yaml': 'mine' }) }),
    desired: again,
    open: { ...changed, 'hand.yaml': 'mine' },
  },
];
