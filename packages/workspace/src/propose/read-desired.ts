import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BootstrapKit,
  findKit,
  isFenced,
  type Result,
  planStep,
  runsByRole,
  type Sovereign,
  sovereignFolder,
} from '@sovereign-fleet/domain';
import { parseReviewFile, type Review } from '@sovereign-fleet/policy';
import { type Desired, type DesiredRegion, treeOfFiles } from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import { type CompiledSource, readCompiled } from '../specs/read-compiled';

/**
 * What the fleet repository should hold of a Sovereign: its files in `gitops-out/`, if they are what its spec compiles
 * to; else the Issues.
 */
export function readDesired(sovereign: Sovereign, source: CompiledSource): Result<Desired> {
  const folder = sovereignFolder(sovereign.fqdn);
  const read = readCompiled(sovereign, source);
  if (!read.ok) return read;
  const files = read.value;
  const subtree = treeOfFiles(files, objectHash);
  const review = subtree === undefined ? undefined : reviewOf(source.root, sovereign.name, subtree);
  const kit = findKit(sovereign, source.kits);
  if (!kit.ok) return kit;
  const regions = regionsOf(sovereign, kit.value);
  const { name, state } = sovereign;
  const said = { isRetired: state === 'retired', plan: planStep(sovereign) };
  return { ok: true, value: { name, folder, files, subtree, regions, review, ...said } };
}

function regionsOf({ regions, promotion }: Sovereign, { slots }: BootstrapKit): readonly DesiredRegion[] {
  return regions.map(({ key, role }) => {
    const fence = isFenced(key, promotion) ? { isFenced: true as const } : {};
    const inRegion = slots.filter((slot) => slot.buildingBlock !== undefined && runsByRole(slot, { role, ...fence }));
    return { key, role, ...fence, vclusters: inRegion.map(({ name }) => name) };
  });
}

/** The review that was made of exactly this tree. A file that cannot be read counts as no review. */
function reviewOf(root: string, name: string, subtree: string): Review | undefined {
  const file = `dist/review/${name}/review.json`;
  if (!existsSync(join(root, file))) return undefined;
  try {
    const { reviews } = parseReviewFile(file, readFileSync(join(root, file), 'utf8'));
    return reviews.find((review) => review.name === name && review.subtree === subtree);
  } catch {
    return undefined; // an older tool wrote it: the pull request says that there was no review
  }
}
