import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputFolder, type Sovereign, sovereignFolder } from '@sovereign-fleet/domain';

/** What a commit has of what is rendered, in a folder of its own. */
export interface BaseCheckout {
  /** Its hash in full. */
  readonly commit: string;
  readonly root: string;
  /** Adds the tree of a Sovereign, where the commit has it, in place of the one that was added before. */
  readonly addTree: (sovereign: Sovereign) => void;
  readonly remove: () => void;
}

/**
 * Checks out a commit into a temporary folder, with an index of its own, so that the person's checkout and index stay
 * as they are: all of it but the trees of Sovereigns, since a chart may depend on what is anywhere. Its packages are
 * those of the workspace, by whose rules its specs are read. Throws git's own words if there is no such commit.
 */
export function checkOutBase(workspace: string, commit: string): BaseCheckout {
  const root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-base-'));
  const remove = () => {
    rmSync(root, { recursive: true, force: true });
  };
  const env = { ...process.env, GIT_INDEX_FILE: join(root, '.index') };
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: workspace, env, encoding: 'utf8', stdio: 'pipe' });
  try {
    // Nothing that begins with a dash is taken for an option.
    const revision = git('rev-parse', '--verify', '--end-of-options', `${commit}^{commit}`).trim();
    const checkOut = (...paths: readonly string[]) => git(`--work-tree=${root}`, 'checkout', revision, '--', ...paths);
    checkOut('.', `:(exclude,glob)${outputFolder}/${sovereignFolder('*')}/**`);
    symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
    let added = '';
    const addTree = ({ fqdn }: Sovereign) => {
      const folder = `${outputFolder}/${sovereignFolder(fqdn)}`;
      if (added !== '') rmSync(join(root, added), { recursive: true, force: true });
      rmSync(env.GIT_INDEX_FILE, { force: true }); // git would write it anew with all that it holds
      added = folder;
      if (git('ls-tree', revision, folder) !== '') checkOut(folder);
    };
    return { commit: revision, root, addTree, remove };
  } catch (error) {
    remove();
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`The base "${commit}" cannot be read: ${words}. Fetch it, or name another --base.`, {
      cause: error,
    });
  }
}

/** The regions that a checkout has of a Sovereign: the folders that a Flux is pointed at. */
export function regionsIn({ root }: BaseCheckout, { fqdn }: Sovereign): readonly string[] {
  const folder = join(root, outputFolder, sovereignFolder(fqdn));
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'flux-system')));
}
