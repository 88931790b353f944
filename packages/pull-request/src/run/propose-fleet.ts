import type { ForgeMethod } from '../forge/wrap-each-call';
import { sovereignOf } from '../forge/branch-name';
import type { Desired } from '../proposal/desired';
import { describeFailure } from '../forge/failure';
import type { BranchName, Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { ObjectHash } from '../forge/git-object';
import { blobSha, folderMode } from '../forge/git-tree';
import { waitOrDefer, proposeOne, readMethods, startRun } from './propose-one';
import { countCalls } from './fleet-view';
import { readOwnership } from '../reconcile/ownership';
import type { ResultState } from '../reconcile/plan';
import type { SovereignResult } from './sovereign-result';
import type { FleetRun, RunSettings } from './fleet-run-state';

export interface ProposeFleet extends RunSettings {
  readonly desired: readonly Desired[];
  /** Sovereigns that another run is about: their branches and folders are theirs. */
  readonly others?: readonly FolderOwner[];
  /** These and the others are all that there are: branches beside them are of Sovereigns that are gone. */
  readonly isWhole: boolean;
  /** Folders of Sovereigns that are gone, where these are asked for by name. Beside `others`, nobody else is there. */
  readonly gone?: readonly string[];
}

type FolderOwner = Pick<Desired, 'name' | 'folder'>;

/** What a run did, in numbers. */
export interface Summary {
  readonly states: Readonly<Partial<Record<ResultState, number>>>;
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
  const states = new Map<ResultState, number>();
  const tellResult = (result: SovereignResult) => {
    states.set(result.state, (states.get(result.state) ?? 0) + 1);
    tell(result);
  };
  for (const desired of [...fleet.desired].sort(byName)) tellResult(await proposeOne(run, desired));
  const owners = [...fleet.desired, ...(fleet.others ?? [])];
  const owned = foldersOf(owners);
  const gone: GoneRun = { owners, owned, tellResult };
  if (fleet.gone !== undefined) {
    const missing = await proposeNamed(run, gone, fleet.gone);
    return { ...totalsOf(run, states), unclaimed: unclaimedIn(run, owned), missing };
  }
  if (!fleet.isWhole) return { ...totalsOf(run, states), unclaimed: [] };
  await proposeGone(run, gone);
  return { ...totalsOf(run, states), unclaimed: unclaimedIn(run, owned) };
}

interface GoneRun {
  readonly owners: readonly FolderOwner[];
  /** Folders that are somebody's, or were told of. */
  readonly owned: Set<string>;
  readonly tellResult: Tell;
}

/** What is left of Sovereigns without a spec: branches, and where that is asked for, folders of the base. */
async function proposeGone(run: FleetRun, { owners, owned, tellResult }: GoneRun): Promise<void> {
  for (const branch of branchesLeft(run, owners)) tellResult(await proposeLeftBranch(run, branch, owned));
  const folders = run.settings.options.allowRemoval ? unclaimedIn(run, owned) : [];
  for (const folder of folders) tellResult(await proposeFolder(run, folder, owned));
}

/** The same of those that are named. Gives the folders of which nothing is there, neither in the base nor a branch. */
async function proposeNamed(run: FleetRun, on: GoneRun, folders: readonly string[]): Promise<readonly string[]> {
  const { owners, owned, tellResult } = on;
  let isKnown = true;
  for (const branch of branchesLeft(run, owners)) {
    const found = await folderOf(run, branch);
    // A branch that cannot be read may be of one of them.
    const isTold = 'folder' in found ? folders.includes(found.folder) : found.state === 'failed';
    if (isTold) tellResult(await proposeLeftBranch(run, branch, owned));
    isKnown &&= 'folder' in found || found.state !== 'failed';
  }
  const left = unclaimedIn(run, owned).filter((folder) => folders.includes(folder));
  for (const folder of left) tellResult(await proposeFolder(run, folder, owned));
  return isKnown ? folders.filter((folder) => !owned.has(folder)) : [];
}

async function proposeFolder(run: FleetRun, folder: string, owned: Set<string>): Promise<SovereignResult> {
  owned.add(folder);
  return proposeOne(run, removalOf(folder, nameOfGone(folder, run.settings.options.hash)));
}

/** The totals of any run. */
export function totalsOf({ budget }: FleetRun, states: ReadonlyMap<ResultState, number>): Omit<Summary, 'unclaimed'> {
  const stopped = budget.stopReason()?.reason;
  return {
    states: Object.fromEntries(states),
    calls: Object.fromEntries(budget.calls),
    ...(stopped === undefined ? {} : { stopped }),
  };
}

function foldersOf(desired: readonly FolderOwner[]): Set<string> {
  return new Set(desired.map(({ folder }) => folder));
}

// What else people have in `clusters/` is none of ours, and its names may be anything.
const isFqdn = /^[a-z0-9][a-z0-9.-]{0,252}$/;

function unclaimedIn({ snapshot }: FleetRun, owned: ReadonlySet<string>): readonly string[] {
  const folders = [...snapshot.base.clusters].filter(([name, { mode }]) => mode === folderMode && isFqdn.test(name));
  return folders.map(([name]) => `clusters/${name}`).filter((folder) => !owned.has(folder));
}

function byName(a: Desired, b: Desired): number {
  return Number(a.name > b.name) - Number(a.name < b.name);
}

function branchesLeft({ snapshot }: FleetRun, desired: readonly FolderOwner[]): readonly BranchName[] {
  const names = new Set(desired.map(({ name }) => name));
  return [...snapshot.proposed.keys()].filter((branch) => !names.has(sovereignOf(branch))).sort();
}

/** A branch whose Sovereign is no longer in the spec: our own commit says which folder it was about. */
async function proposeLeftBranch(run: FleetRun, branch: BranchName, owned: Set<string>): Promise<SovereignResult> {
  const name = sovereignOf(branch);
  const before = countCalls(run);
  const found = (await waitOrDefer(run, readMethods)) ?? (await folderOf(run, branch));
  if ('folder' in found && !owned.has(found.folder)) {
    owned.add(found.folder);
    return proposeOne(run, removalOf(found.folder, name));
  }
  const told = 'folder' in found ? heldForAnotherBranch(branch, found.folder) : found;
  return { name, state: 'deferred', warnings: [], branch, calls: countCalls(run) - before, ...told };
}

/** A Sovereign that was renamed has its folder still: that its old name is gone is no reason to remove it. */
function heldForAnotherBranch(branch: BranchName, folder: string): Pick<SovereignResult, 'state' | 'reason'> {
  const reason = `${branch} is of no Sovereign in the spec, and ${folder} is proposed from another branch. Close its pull request and delete it.`;
  return { state: 'held', reason };
}

function removalOf(folder: string, name: string): Desired {
  return { name, folder, files: new Map(), subtree: undefined, regions: [], review: undefined };
}

/** Nobody knows the Sovereign's name any more: the branch has one of its own, as no other folder has. */
function nameOfGone(folder: string, hash: ObjectHash): string {
  const words = folder.slice('clusters/'.length).replaceAll('.', '-').slice(0, 54);
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
