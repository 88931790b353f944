import { readForeignChanges } from './foreign-changes';
import { branchName } from '../forge/branch-name';
import { decide } from './decide';
import { type Desired, fqdnOf } from '../proposal/desired';
import type { BranchName, Forge } from '../forge/forge';
import type { Commit, Sha } from '../forge/git-object';
import { folderMode } from '../forge/git-tree';
import { isClosedByTool } from '../proposal/managed-block';
import { type BranchFiles, isQuestion, type Observed, type Question, type DeclinedPull, type Seen } from './observed';
import { readMark, readOwnership } from './ownership';
import type { Plan, ProposeOptions } from './plan';
import { type Mark, markOf } from '../proposal/trailers';

export interface PlanRequest {
  readonly desired: Desired;
  readonly options: ProposeOptions;
}

/** Looks at what the decision asks for, and at nothing else, until there is a plan. */
export async function planFor(forge: Forge, seen: Seen, { desired, options }: PlanRequest): Promise<Plan> {
  let observed: Observed = seen;
  for (;;) {
    const decision = decide(observed, desired, options);
    if (!isQuestion(decision)) return decision;
    observed = { ...observed, ...(await answerQuestion(decision, { forge, observed, desired, options })) };
  }
}

interface Look extends PlanRequest {
  readonly forge: Forge;
  readonly observed: Observed;
}

type Answer = Partial<Omit<Observed, keyof Seen>>;

async function answerQuestion({ ask }: Question, looking: Look): Promise<Answer> {
  const { forge, observed, desired } = looking;
  switch (ask) {
    case 'ownership':
      return { ownership: await readOwnership(forge, { ...ofHead(looking), head: headOf(observed) }) };
    case 'declined':
      return { declined: await readDeclined(looking) };
    case 'isMerged':
      return { isMerged: await forge.isInBase(headOf(observed)) };
    case 'baseFiles':
      return { baseFiles: await forge.files(subtreeOf(observed, desired)) };
    case 'branchFiles':
      return { branchFiles: await filesOnBranch(looking) };
    case 'foreign':
      return {
        foreign: await readForeignChanges(forge, { ...ofHead(looking), head: headOf(observed), fqdn: fqdnOf(desired) }),
      };
    case 'labelsEver':
      return { labelsEver: await forge.labelsEverOn(pullOf(observed)) };
    case 'reviewersEver':
      return { reviewersEver: await forge.reviewersEverOn(pullOf(observed), looking.options.reviewers) };
  }
}

/** The newest that a person closed: those that we closed ourselves say so. */
async function readDeclined(looking: Look): Promise<DeclinedPull | 'nothing'> {
  const { branch } = ofHead(looking);
  const closed = await looking.forge.closedPulls(branch);
  const pull = closed.find(({ body }) => !isClosedByTool(body));
  if (pull === undefined) return 'nothing';
  return { pull, mark: await readMark(looking.forge, { ...ofHead(looking), head: pull.head }) };
}

async function filesOnBranch(looking: Look): Promise<BranchFiles> {
  const { forge, observed } = looking;
  const ours = await newestOfOurs(looking);
  const filesOf = async (tree: Sha | undefined) => (tree === undefined ? new Map<string, never>() : forge.files(tree));
  return {
    now: await filesOf(await folderIn(looking, headOf(observed))),
    ours: ours === undefined ? undefined : await filesOf(ours.subtree),
  };
}

async function folderIn({ forge, desired }: Look, commit: Sha): Promise<Sha | undefined> {
  let { tree } = await forge.commit(commit);
  for (const name of desired.folder.split('/')) {
    const entry = (await forge.listing(tree)).get(name);
    if (entry?.mode !== folderMode) return undefined;
    tree = entry.sha;
  }
  return tree;
}

// A person's commits, one upon the other; below more of them ours is not looked for.
const mostCommits = 30;

async function newestOfOurs(looking: Look): Promise<Mark | undefined> {
  const { branch } = ofHead(looking);
  let next: Sha | undefined = headOf(looking.observed);
  for (let left = mostCommits; next !== undefined && left > 0; left -= 1) {
    const commit: Commit = await looking.forge.commit(next);
    const mark = markOf(commit, branch);
    if (mark !== undefined) return mark.folder === looking.desired.folder ? mark : undefined;
    next = commit.parents[0];
  }
  return undefined;
}

function ofHead({ observed, desired, options }: Look) {
  // A name without a branch was refused before anything was asked.
  return { branch: branchName(desired.name) as BranchName, base: observed.base, hash: options.hash };
}

function headOf({ proposed }: Observed) {
  return mustBeObserved(proposed.head);
}

function subtreeOf({ base }: Observed, desired: Desired) {
  return mustBeObserved(base.clusters.get(fqdnOf(desired))).sha;
}

function pullOf({ proposed }: Observed) {
  return mustBeObserved(proposed.pull).number;
}

/** A decision asks about what there is. */
function mustBeObserved<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a decision asked about what is not there');
  return value;
}
