import { type Tree as NxTree, visitNotIgnoredFiles } from '@nx/devkit';
import { withOnePackage } from '@sovereign-fleet/workspace/specs';

/** 0.1: people's files import `@sovereign-fleet/nx`, and no layer below it. Run twice, it changes nothing more. */
export default function onePackage(nxTree: NxTree): void {
  for (const folder of ['sovereigns', 'kits']) {
    visitNotIgnoredFiles(nxTree, folder, (file) => {
      if (!file.endsWith('.ts')) return;
      const before = nxTree.read(file, 'utf-8') ?? '';
      const after = withOnePackage(before);
      if (after !== before) nxTree.write(file, after);
    });
  }
}
