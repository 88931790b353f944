import { findKit, valueOf } from '@sovereign-fleet/domain';
import { servesAsPrimary } from '@sovereign-fleet/policy';
import { outsideOf, renderSovereign, toolsOnce } from '@sovereign-fleet/workspace/render';
import { recordReaderAt } from '@sovereign-fleet/workspace/specs';

// For tests: what real kustomize makes of a tree, without its charts.

/** The tools of a workspace, which build a folder once for all steps that leave it as it is. */
const toolsIn = new Map<string, ReturnType<typeof toolsOnce>>();

/** The regions that serve as the primary, by the objects that Flux would apply of what is in `gitops-out/` now. */
export async function servingAt(root: string, name: string): Promise<readonly string[]> {
  const records = recordReaderAt(root, [name]);
  const { kits } = valueOf(records.readShared());
  const sovereign = valueOf(records.readSovereign(name));
  const kit = valueOf(findKit(sovereign, kits));
  const regions = sovereign.regions.map(({ key }) => key);
  const toolsOf = toolsIn.get(root) ?? toolsOnce(root);
  toolsIn.set(root, toolsOf);
  const tools = await toolsOf({ offline: true });
  const rendered = await renderSovereign(sovereign, { root, regions, outside: outsideOf(kit) }, tools);
  return rendered.regions.filter((region) => servesAsPrimary(region, kit)).map(({ region }) => region);
}
