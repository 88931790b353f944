import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import type { BootstrapKit, Fleet, Issue, Result, Sovereign } from '@sovereign-fleet/domain';
import { temporaryFolder } from '@sovereign-fleet/renderer/temporary-folder';
import { recordReaderAt } from '@sovereign-fleet/workspace/specs';

/** What a command is about to write, loaded as it will be. */
interface Loaded {
  readonly fleet: Fleet;
  readonly kits: readonly BootstrapKit[];
  readonly sovereign: Sovereign;
}

/**
 * Loads new files beside the kits and the fleet of the workspace, in a folder of their own, so that what is proved is
 * what will be written and nothing is written before.
 */
export function loadStaged(nxTree: NxTree, files: ReadonlyMap<string, string>, name: string): Result<Loaded> {
  const { path, remove } = temporaryFolder('sovereign-fleet-import-');
  const root = realpathSync(path);
  try {
    for (const [file, text] of [...sharedFiles(nxTree), ...files]) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    symlinkSync(join(nxTree.root, 'node_modules'), join(root, 'node_modules'));
    const records = recordReaderAt(root, [name]);
    const shared = records.readShared();
    if (!shared.ok) return { ok: false, issues: shared.issues.map(ofDraft) };
    const sovereign = records.readSovereign(name);
    if (!sovereign.ok) return { ok: false, issues: sovereign.issues.map(ofDraft) };
    return { ok: true, value: { ...shared.value, sovereign: sovereign.value } };
  } finally {
    remove();
  }
}

/** The files that an Issue names are not written yet. */
function ofDraft(issue: Issue): Issue {
  return { ...issue, problem: `the import would write it, and ${issue.problem}` };
}

/** The kits, and what stands beside `fleet.ts`. */
function sharedFiles(nxTree: NxTree): readonly (readonly [string, string])[] {
  const beside = nxTree.children('sovereigns').map((name) => `sovereigns/${name}`);
  const paths = [...filesBelow(nxTree, 'kits'), ...beside.filter((path) => nxTree.isFile(path))];
  return paths.map((path) => [path, nxTree.read(path, 'utf-8') ?? '']);
}

export function filesBelow(nxTree: NxTree, folder: string): readonly string[] {
  return nxTree.children(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return nxTree.isFile(path) ? [path] : filesBelow(nxTree, path);
  });
}
