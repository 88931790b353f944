import { fqdnOfFolder, isDnsName, sovereignFolder } from '@sovereign-fleet/domain';
import type { ForgeMethod } from '../forge/around-each';
import { sovereignOf } from '../forge/branch-name';
import type { Desired } from '../proposal/desired';
import { describeFailure } from '../forge/failure';
import type { BranchName, Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { ObjectHash } from '../forge/git-object';
import { blobSha, folderMode } from '../forge/git-tree';
import { leaveFor, proposeOne, reading, startRun } from './fleet-run';
import { callsOf } from './fleet-view';
import { readOwnership } from '../reconcile/ownership';
import type { State } from '../reconcile/plan';
import type { SovereignResult } from './sovereign-result';
import type { FleetRun, RunSettings } from './fleet';

export interface ProposeFleet extends RunSettings {
  readonly desired: readonly Desired[];
  /** Sovereigns that another run is about: their branches and folders are theirs. */
  readonly others?: readonly Claim[];
  /** These and the others are all that there are: branches beside them are of Sovereigns that are gone. */
  readonly isWhole: boolean;
  /** Folders of Sovereigns that are gone, where these are asked for by name. Beside `others`, nobody else is there. */
  readonly gone?: readonly string[];
}

type Claim = Pick<Desired, 'name' | 'folder'>;

/** What a run did, in numbers. */
export interface Summary {
  readonly states: Readonly<Partial<Record<State, number>>>;
  readonly calls: Readonly<Partial<Record<ForgeMethod, number>>>;
  /** Why the run ended before all was done, if so. */
  readonly stopped?: string;
  /** Folders of the base that no Sovereign claims, and of which this run told nothing. */
  readonly unclaimed: readonly string[];
  /** Folders that were asked for by name, and of which nothing is there. */
  readonly missing?: readonly string[];
}

export type Tell = (result: SovereignResult) => void;

/**
 * Every Sovereign in the order of the names, each told as soon as it is done. One snapshot for all, and then only what
 * differs. Throws a ForgeError where there is no snapshot.
 */
export async function proposeFleet(forge: Forge, fleet: ProposeFleet, tell: Tell): Promise<Summary> {
  const run = await startRun(forge, fleet);
  const states = new Map<State, number>();
  const took = (result: SovereignResult) => {
    states.set(result.state, (states.get(result.state) ?? 0) + 1);
    tell(result);
  };
  for (const desired of [...fleet.desired].sort(byName)) took(await proposeOne(run, desired));
  const claims = [...fleet.desired, ...(fleet.others ?? [])];
  const claimed = foldersOf(claims);
  const gone: Gone = { claims, claimed, took };
  if (fleet.gone !== undefined) {
    const missing = await proposeNamed(run, gone, fleet.gone);
    return { ...totalsOf(run, states), unclaimed: unclaimedIn(run, claimed), missing };
  }
  if (!fleet.isWhole) return { ...totalsOf(run, states), unclaimed: [] };
  await proposeGone(run, gone);
  return { ...totalsOf(run, states), unclaimed: unclaimedIn(run, claimed) };
}

interface Gone {
  readonly claims: readonly Claim[];
  /** Folders that are somebody's, or were told of. */
  readonly claimed: Set<string>;
  readonly took: Tell;
}

/** What is left of Sovereigns without a spec: branches, and where that is asked for, folders of the base. */
async function proposeGone(run: FleetRun, { claims, claimed, took }: Gone): Promise<void> {
  for (const branch of branchesLeft(run, claims)) took(await proposeLeft(run, branch, claimed));
  const folders = run.settings.options.allowRemoval ? unclaimedIn(run, claimed) : [];
  for (const folder of folders) took(await proposeFolder(run, folder, claimed));
}

/** The same of those that are named. Gives the folders of which nothing is there, neither in the base nor a branch. */
async function proposeNamed(run: FleetRun, on: Gone, named: readonly string[]): Promise<readonly string[]> {
  const { claims, claimed, took } = on;
  let isKnown = true;
  for (const branch of branchesLeft(run, claims)) {
    const found = await folderOf(run, branch);
    // A branch that cannot be read may be of one of them.
    const isTold = 'folder' in found ? named.includes(found.folder) : found.state === 'failed';
    if (isTold) took(await proposeLeft(run, branch, claimed));
    isKnown &&= 'folder' in found || found.state !== 'failed';
  }
  const folders = unclaimedIn(run, claimed).filter((folder) => named.includes(folder));
  for (const folder of folders) took(await proposeFolder(run, folder, claimed));
  return isKnown ? named.filter((folder) => !claimed.has(folder)) : [];
}

async function proposeFolder(run: FleetRun, folder: string, claimed: Set<string>): Promise<SovereignResult> {
  claimed.add(folder);
  return proposeOne(run, removalOf(folder, nameOfGone(folder, run.settings.options.hash)));
}

/** The totals of any run. */
export function totalsOf({ budget }: FleetRun, states: ReadonlyMap<State, number>): Omit<Summary, 'unclaimed'> {
  const stopped = budget.stopped()?.reason;
  return {
    states: Object.fromEntries(states),
    calls: Object.fromEntries(budget.calls),
    ...(stopped === undefined ? {} : { stopped }),
  };
}

function foldersOf(desired: readonly Claim[]): Set<string> {
  return new Set(desired.map(({ folder }) => folder));
}

function unclaimedIn({ snapshot }: FleetRun, claimed: ReadonlySet<string>): readonly string[] {
  // People may have anything else in this folder, under any name.
  const folders = [...snapshot.base.clusters].filter(([name, { mode }]) => mode === folderMode && isDnsName(name));
  return folders.map(([name]) => sovereignFolder(name)).filter((folder) => !claimed.has(folder));
}

function byName(a: Desired, b: Desired): number {
  return Number(a.name > b.name) - Number(a.name < b.name);
}

function branchesLeft({ snapshot }: FleetRun, desired: readonly Claim[]): readonly BranchName[] {
  const names = new Set(desired.map(({ name }) => name));
  return [...snapshot.proposed.keys()].filter((branch) => !names.has(sovereignOf(branch))).sort();
}

/** A branch whose Sovereign is no longer in the spec: our own commit says which folder it was about. */
async function proposeLeft(run: FleetRun, branch: BranchName, claimed: Set<string>): Promise<SovereignResult> {
  const name = sovereignOf(branch);
  const before = callsOf(run);
  const found = (await leaveFor(run, reading)) ?? (await folderOf(run, branch));
  if ('folder' in found && !claimed.has(found.folder)) {
    claimed.add(found.folder);
    return proposeOne(run, removalOf(found.folder, name));
  }
  const told = 'folder' in found ? ofAnother(branch, found.folder) : found;
  return { name, state: 'deferred', warnings: [], branch, calls: callsOf(run) - before, ...told };
}

/** A Sovereign that was renamed has its folder still: that its old name is gone is no reason to remove it. */
function ofAnother(branch: BranchName, folder: string): Pick<SovereignResult, 'state' | 'reason'> {
  const reason = `${branch} is of no Sovereign in the spec, and ${folder} is proposed from another branch. Close its pull request and delete it.`;
  return { state: 'held', reason };
}

function removalOf(folder: string, name: string): Desired {
  return { name, folder, files: new Map(), subtree: undefined, regions: [], review: undefined };
}

/** Nobody knows the Sovereign's name any more: the branch has one of its own, as no other folder has. */
function nameOfGone(folder: string, hash: ObjectHash): string {
  const words = (fqdnOfFolder(folder) ?? '').replaceAll('.', '-').slice(0, 54);
  return `${words}-${blobSha(folder, hash).slice(0, 8)}`;
}

type FolderOf = { readonly folder: string } | Pick<SovereignResult, 'state' | 'reason'>;

async function folderOf({ snapshot, forge, settings }: FleetRun, branch: BranchName): Promise<FolderOf> {
  const { base, proposed } = snapshot;
  const head = proposed.get(branch)?.head;
  const reason = `${branch} is of no Sovereign in the spec, and its last commit is not ours. Delete it if nobody needs it.`;
  try {
    const of = { branch, base, hash: settings.options.hash };
    const ownership = head === undefined ? undefined : await readOwnership(forge, { ...of, head });
    return ownership?.by === 'tool' ? { folder: ownership.mark.folder } : { state: 'held', reason };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { state: 'failed', reason: describeFailure(error) };
  }
}
