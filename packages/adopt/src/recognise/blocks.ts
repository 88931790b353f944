import { type BuildingBlock, isBuildingBlock } from '@sovereign-fleet/domain';
import type { Json } from '../model/kit-model';
import { isMap } from './actions';
import { type Release, textOf } from './charts';

type JsonMap = Readonly<Record<string, Json>>;

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
    if (reference === undefined) continue;
    const makers = edgesOf(release).filter((other) => blockIn(other) !== undefined);
    const [maker] = makers;
    const block = maker === undefined ? undefined : blockIn(maker);
    if (maker === undefined || block === undefined || makers.length > 1) continue;
    const known = made.get(maker);
    const secret = textOf(reference['name']);
    const key = textOf(reference['key']) || 'value';
    if (known !== undefined && (known.secret !== secret || known.key !== key)) continue;
    made.set(maker, { block, secret, key });
    runsIn.set(release, block);
  }
  return { made, runsIn };
}

function secretRefOf(spec: JsonMap): JsonMap | undefined {
  const { kubeConfig } = spec;
  return isMap(kubeConfig) && isMap(kubeConfig['secretRef']) ? kubeConfig['secretRef'] : undefined;
}

function blockIn({ of }: Release): BuildingBlock | undefined {
  return of.object.metadata.name.split('-').find(isBuildingBlock);
}
