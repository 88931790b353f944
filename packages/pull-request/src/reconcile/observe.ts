import { branchName, type BranchName } from '../forge/branch-name';
import type { Forge } from '../forge/forge';
import type { Commit, Sha } from '../forge/git-object';
import { folderMode } from '../forge/git-tree';
import { type Desired, fqdnOf } from '../proposal/desired';
import { isClosedByTool } from '../proposal/managed-block';
import { type Mark, markOf } from '../proposal/trailers';
import { readForeignChanges } from './foreign-changes';
import type { BranchFiles, DeclinedPull, Observed, Question } from './observed';
import { readMark, readOwnership } from './ownership';
import type { PlanRequest } from './plan';

interface Look extends PlanRequest {
  readonly forge: Forge;
  readonly observed: Observed;
}

/** Observes the one fact that a plan asks for. */
export async function observe({ ask }: Question, look: Look): Promise<Partial<Observed>> {
  const { forge, observed, desired } = look;
  const head = () => headOf(observed);
  switch (ask) {
    case 'ownership':
      return { ownership: await readOwnership(forge, { ...branchIn(look), head: head() }) };
    case 'declined':
      return { declined: await readDeclined(look) };
    case 'isMerged':
      return { isMerged: await forge.isInBase(head()) };
    case 'baseFiles':
      return { baseFiles: await forge.files(subtreeOf(observed, desired)) };
    case 'branchFiles':
      return { branchFiles: await readBranchFiles(look) };
    case 'foreign':
      return { foreign: await readForeignChanges(forge, { ...branchIn(look), head: head(), fqdn: fqdnOf(desired) }) };
    case 'labelsEver':
      return { labelsEver: await forge.labelsEverOn(pullNumber(observed)) };
    case 'reviewersEver':
      return { reviewersEver: await forge.reviewersEverOn(pullNumber(observed), look.options.reviewers) };
  }
}

/** The newest pull request that a person closed. Those that we closed have our mark. */
async function readDeclined(look: Look): Promise<DeclinedPull | 'none'> {
  const { branch } = branchIn(look);
  const closed = await look.forge.closedPulls(branch);
  const pull = closed.find(({ body }) => !isClosedByTool(body));
  if (pull === undefined) return 'none';
  return { pull, mark: await readMark(look.forge, { ...branchIn(look), head: pull.head }) };
}

async function readBranchFiles(look: Look): Promise<BranchFiles> {
  const { forge, observed } = look;
  const ours = await newestMark(look);
  const filesOf = async (tree: Sha | undefined) => (tree === undefined ? new Map<string, never>() : forge.files(tree));
  return {
    now: await filesOf(await treeIn(look, headOf(observed))),
    ours: ours === undefined ? undefined : await filesOf(ours.subtree),
  };
}

/** The tree of the Sovereign's folder in a commit. */
async function treeIn({ forge, desired }: Look, commit: Sha): Promise<Sha | undefined> {
  let { tree } = await forge.commit(commit);
  for (const name of desired.folder.split('/')) {
    const entry = (await forge.listing(tree)).get(name);
    if (entry?.mode !== folderMode) return undefined;
    tree = entry.sha;
  }
  return tree;
}

// We look for our commit below so many commits of other people, and not further.
const mostCommits = 30;

/** The mark of our newest commit on the branch, if it is of the same folder. */
async function newestMark(look: Look): Promise<Mark | undefined> {
  const { branch } = branchIn(look);
  let next: Sha | undefined = headOf(look.observed);
  for (let left = mostCommits; next !== undefined && left > 0; left -= 1) {
    const commit: Commit = await look.forge.commit(next);
    const mark = markOf(commit, branch);
    if (mark !== undefined) return mark.folder === look.desired.folder ? mark : undefined;
    next = commit.parents[0];
  }
  return undefined;
}

function branchIn({ observed, desired, options }: Look) {
  // A name that cannot be a branch is refused before anything is observed.
  return { branch: branchName(desired.name) as BranchName, base: observed.base, hash: options.hash };
}

function headOf({ proposed }: Observed) {
  return mustBeObserved(proposed.head);
}

function subtreeOf({ base }: Observed, desired: Desired) {
  return mustBeObserved(base.clusters.get(fqdnOf(desired))).sha;
}

function pullNumber({ proposed }: Observed) {
  return mustBeObserved(proposed.pull).number;
}

/** A plan asks only about what is there. */
function mustBeObserved<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a plan asked about what is not there');
  return value;
}
