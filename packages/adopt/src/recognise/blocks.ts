import { type BuildingBlock, buildingBlocksOf, isBuildingBlock, type Role } from '@sovereign-fleet/domain';
import { type ModelMap } from '../model/expression';
import { asText, isMap, type JsonMap } from '../model/json';
import type { Release } from '../model/recognised';

/** The vClusters among the releases, and what runs in them. */
export interface Blocks {
  /** The block that a release makes, with the Secret that its kubeconfig is in. */
  readonly made: ReadonlyMap<Release, { readonly block: BuildingBlock; readonly secret: string; readonly key: string }>;
  /** The block that a release runs in. */
  readonly runsIn: ReadonlyMap<Release, BuildingBlock>;
}

/**
 * A release with a `kubeConfig` runs in the vCluster of a release that it waits for, whose name has the word of a
 * building block.
 */
export function blocksOf(releases: readonly Release[], edgesOf: (release: Release) => readonly Release[]): Blocks {
  const made = new Map<Release, { block: BuildingBlock; secret: string; key: string }>();
  const runsIn = new Map<Release, BuildingBlock>();
  for (const release of releases) {
    const reference = secretRefOf(release.spec);
    if (reference === undefined || !isGuest(release)) continue;
    const makers = edgesOf(release).filter((other) => blockIn(other) !== undefined);
    const [maker] = makers;
    const block = maker === undefined ? undefined : blockIn(maker);
    if (maker === undefined || block === undefined || makers.length > 1) continue;
    const known = made.get(maker);
    const secret = asText(reference['name']);
    const key = asText(reference['key']) || 'value';
    if (known !== undefined && (known.secret !== secret || known.key !== key)) continue;
    made.set(maker, { block, secret, key });
    runsIn.set(release, block);
  }
  return { made, runsIn };
}

const roles: readonly Role[] = ['primary', 'secondary'];

/** Where a vCluster is: where A4 has its block. A block that A4 has everywhere needs no word. */
export function whereOfBlock(block: BuildingBlock): ModelMap | undefined {
  const own = roles.filter((role) => buildingBlocksOf(role).includes(block));
  return own.length === roles.length ? undefined : { roles: own, off: 'absent' };
}

function secretRefOf(spec: JsonMap): JsonMap | undefined {
  const { kubeConfig } = spec;
  return isMap(kubeConfig) && isMap(kubeConfig['secretRef']) ? kubeConfig['secretRef'] : undefined;
}

/** A row that runs in a vCluster has its namespace made by Helm, and keeps its release there. */
function isGuest({ spec }: Release): boolean {
  const { install, targetNamespace, storageNamespace } = spec;
  return isMap(install) && install['createNamespace'] === true && storageNamespace === targetNamespace;
}

function blockIn({ of }: Release): BuildingBlock | undefined {
  return of.object.metadata.name.split('-').find(isBuildingBlock);
}
