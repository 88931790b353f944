import type { Tree as NxTree } from '@nx/devkit';
import initGenerator from './generator';

/** What `create-nx-workspace --preset=@sovereign-fleet/nx` runs: it hands over options of its own, such as a name. */
export default function presetGenerator(nxTree: NxTree): () => Promise<void> {
  return initGenerator(nxTree, {});
}
