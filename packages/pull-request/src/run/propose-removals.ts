import { fqdnOfFolder, isDnsName, sovereignFolder } from '@sovereign-fleet/domain';
import { type BranchName, sovereignOf } from '../forge/branch-name';
import { describeFailure, ForgeError } from '../forge/forge-error';
import type { ObjectHash } from '../forge/git-object';
import { blobSha, folderMode } from '../forge/git-tree';
import type { Desired } from '../proposal/desired';
import { readOwnership } from '../reconcile/ownership';
import type { FleetRun } from './fleet-run';
import { countCalls } from './fleet-view';
import type { SovereignResult } from './sovereign-result';
import { readMethods, waitOrDefer } from './wait-or-defer';

/** The Sovereign to which a folder belongs. */
export type FolderOwner = Pick<Desired, 'name' | 'folder'>;

/** A run after all Sovereigns with a spec. */
export interface RemovalRun {
  readonly run: FleetRun;
  readonly owners: readonly FolderOwner[];
  /** Folders that have an owner, or that the run has reported on. */
  readonly owned: Set<string>;
  readonly propose: (desired: Desired) => Promise<SovereignResult>;
  readonly tellResult: (result: SovereignResult) => void;
}

/** Proposes what is left of Sovereigns without a spec: their branches and, if removal is allowed, their folders. */
export async function proposeRemovals(removal: RemovalRun): Promise<void> {
  for (const branch of branchesLeft(removal)) removal.tellResult(await proposeBranchLeft(removal, branch));
  const folders = removal.run.settings.options.allowRemoval ? unclaimedFolders(removal) : [];
  for (const folder of folders) removal.tellResult(await proposeFolder(removal, folder));
}

/** The same for some folders. Returns those that have neither a folder in the base nor a branch. */
export async function proposeRemovalsOf(removal: RemovalRun, folders: readonly string[]): Promise<readonly string[]> {
  const { run, owned, tellResult } = removal;
  let canReadAll = true;
  for (const branch of branchesLeft(removal)) {
    const found = await readFolderOf(run, branch);
    // A branch that we cannot read may be of one of the folders.
    const isWanted = 'folder' in found ? folders.includes(found.folder) : found.state === 'failed';
    if (isWanted) tellResult(await proposeBranchLeft(removal, branch));
    canReadAll &&= 'folder' in found || found.state !== 'failed';
  }
  const wanted = unclaimedFolders(removal).filter((folder) => folders.includes(folder));
  for (const folder of wanted) tellResult(await proposeFolder(removal, folder));
  return canReadAll ? folders.filter((folder) => !owned.has(folder)) : [];
}

function branchesLeft({ run, owners }: RemovalRun): readonly BranchName[] {
  const names = new Set(owners.map(({ name }) => name));
  return [...run.snapshot.proposed.keys()].filter((branch) => !names.has(sovereignOf(branch))).sort();
}

/** Folders of Sovereigns in the base that have no owner. */
export function unclaimedFolders({ run, owned }: RemovalRun): readonly string[] {
  const entries = [...run.snapshot.base.clusters];
  // People may have anything else in this folder, under any name.
  const folders = entries.filter(([name, { mode }]) => mode === folderMode && isDnsName(name));
  return folders.map(([name]) => sovereignFolder(name)).filter((folder) => !owned.has(folder));
}

async function proposeFolder({ run, owned, propose }: RemovalRun, folder: string): Promise<SovereignResult> {
  owned.add(folder);
  return propose(removalOf(folder, nameForFolder(folder, run.settings.options.hash)));
}

/** A branch whose Sovereign has no spec any more. Our commit on it says which folder it was about. */
async function proposeBranchLeft(removal: RemovalRun, branch: BranchName): Promise<SovereignResult> {
  const { run, owned, propose } = removal;
  const name = sovereignOf(branch);
  const callsBefore = countCalls(run);
  const found = (await waitOrDefer(run, readMethods)) ?? (await readFolderOf(run, branch));
  if ('folder' in found && !owned.has(found.folder)) {
    owned.add(found.folder);
    return propose(removalOf(found.folder, name));
  }
  const reported = 'folder' in found ? heldForOtherBranch(branch, found.folder) : found;
  return { name, state: 'deferred', warnings: [], branch, calls: countCalls(run) - callsBefore, ...reported };
}

/** A renamed Sovereign still has its folder, so the folder must not go because the old name is gone. */
function heldForOtherBranch(branch: BranchName, folder: string): StateAndReason {
  const problem = `${branch} is of no Sovereign in the spec, and ${folder} is proposed from another branch`;
  return { state: 'held', reason: `${problem}. Close its pull request and delete it.` };
}

function removalOf(folder: string, name: string): Desired {
  return { name, folder, files: new Map(), subtree: undefined, regions: [], review: undefined };
}

/** A name for a Sovereign whose own name nobody knows any more. No other folder gets the same one. */
function nameForFolder(folder: string, hash: ObjectHash): string {
  const words = (fqdnOfFolder(folder) ?? '').replaceAll('.', '-').slice(0, 54);
  return `${words}-${blobSha(folder, hash).slice(0, 8)}`;
}

type StateAndReason = Pick<SovereignResult, 'state' | 'code' | 'reason'>;

/** The folder that a branch is about, or why we cannot say. */
async function readFolderOf(
  { snapshot, forge, settings }: FleetRun,
  branch: BranchName,
): Promise<{ readonly folder: string } | StateAndReason> {
  const { base, proposed } = snapshot;
  const head = proposed.get(branch)?.head;
  const problem = `${branch} is of no Sovereign in the spec, and its last commit is not ours`;
  try {
    const place = { branch, base, hash: settings.options.hash };
    const ownership = head === undefined ? undefined : await readOwnership(forge, { ...place, head });
    if (ownership?.by === 'tool') return { folder: ownership.mark.folder };
    return { state: 'held', reason: `${problem}. Delete it if nobody needs it.` };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { state: 'failed', code: error.code, reason: describeFailure(error) };
  }
}
