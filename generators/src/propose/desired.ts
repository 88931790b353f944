import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, resolve, sovereignFolder } from '@sovereign-fleet/compiler';
import {
  type BootstrapKit,
  type Fleet,
  type Issue,
  type Result,
  resultOf,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { parseReviewFile, type Review } from '@sovereign-fleet/policy';
import { type Desired, type DesiredRegion, treeOfFiles } from '@sovereign-fleet/pull-request';
import { objectHash, readDesiredFiles } from '@sovereign-fleet/pull-request/node';
import { outputFolder } from '../write-tree';

export interface DesiredSource {
  /** The workspace. */
  readonly root: string;
  readonly fleet: Fleet;
  readonly kit: BootstrapKit;
}

/**
 * What the fleet repository should hold of a Sovereign: the files in `gitops-out/`, as text that was reviewed, and equal
 * to what its spec compiles to; else the Issues.
 */
export function readDesired(sovereign: Sovereign, { root, fleet, kit }: DesiredSource): Result<Desired> {
  const folder = sovereignFolder(sovereign.fqdn);
  const topology = resolve({ sovereign, fleet, kit });
  if (!topology.ok) return topology;
  const read = readDesiredFiles(join(root, outputFolder), folder);
  if (!read.ok) return read;
  const files = read.value;
  const compiled = new Map([...compile([topology.value])].map(([path, text]) => [path.slice(folder.length + 1), text]));
  return resultOf(issuesOfDrift(folder, files, compiled), () => {
    const subtree = treeOfFiles(files, objectHash);
    const review = subtree === undefined ? undefined : reviewOf(root, sovereign.name, subtree);
    return { name: sovereign.name, folder, files, subtree, regions: regionsOf(sovereign, kit), review };
  });
}

type Files = ReadonlyMap<string, string>;

function issuesOfDrift(folder: string, files: Files, compiled: Files): readonly Issue[] {
  const paths = [...new Set([...files.keys(), ...compiled.keys()])].sort();
  return paths
    .filter((path) => files.get(path) !== compiled.get(path))
    .map((path) => ({
      file: `${outputFolder}/${folder}/${path}`,
      field: 'content',
      value: files.has(path) ? (compiled.has(path) ? 'other text' : 'a stale file') : undefined,
      problem: 'it is not what the spec compiles to',
      remedy: 'Run "npx nx sync", and commit what it writes',
    }));
}

function regionsOf({ regions }: Sovereign, { slots }: BootstrapKit): readonly DesiredRegion[] {
  return regions.map(({ key, role }) => {
    const inRegion = slots.filter((slot) => slot.buildingBlock !== undefined && slot.roles.includes(role));
    return { key, role, vclusters: inRegion.map(({ name }) => name) };
  });
}

/** The review that was made of exactly this tree, where there is one; a file that is none counts as none. */
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
