import { z } from 'zod';
import { isRefusal } from '../issue/issue';
import { readWhateverItIs, type Result, resultOf } from '../issue/result';
import { asZodIssue, fieldOf, issuesOf, type Remedies } from '../issue/zod-issues';
import { cloudInitRemedies, CloudInitShape } from './cloud-init';
import { parseFqdn, parseSovereignName, type SovereignName } from './dns-name';
import { type Layer, layerOf, layerRemedies, layerShape, type LayerSpec } from './layer';
import { ownPartsRemedies, ownPartsShape } from './own-parts';
import { pausedRemedies, pausedShape } from './pause';
import { issuesOfPromotion, promotionRemedies, promotionShape } from './promotion';
import type { Location } from './provider';
import type { WrittenObject } from './written-object';
import { environments } from './region';
import {
  issuesOfRegions,
  type ReadRegion,
  readRegions,
  type Region,
  regionRemedies,
  RegionShape,
  type RegionSpec,
  roleOf,
} from './regions';
import { readSecretFiles, type SecretFile, type WrittenSecretFile } from './secret-file';
import { issuesOfVersions, k3sRemedy, K3sVersion } from './versions';

const Version = z.string().regex(/^\d+\.\d+\.\d+$/, 'it must be a version of three numbers');

const sovereignStates = ['retiring', 'retired'] as const;

const SovereignShape = z.strictObject({
  /** The DNS name under which the Sovereign is reached, and its folder in the fleet repository. */
  fqdn: z.string().transform((text, context) => {
    const parsed = parseFqdn(text);
    if (!isRefusal(parsed)) return parsed;
    context.addIssue(asZodIssue(parsed));
    return z.NEVER;
  }),
  /** The last part of every canonical label. */
  environment: z.enum(environments),
  regions: z.array(RegionShape).min(1).readonly(),
  /** The kit that it has the slots of, by its folder in `kits/`. Without it: the fleet's first. */
  kit: z.string().optional(),
  /** The k3s of its nodes. Its Kubernetes is that of the clusters. */
  k3sVersion: K3sVersion.optional(),
  /** The Kubernetes of its clusters where they have no k3s, such as `1.34.1`, for charts that ask. */
  kubeVersion: Version.optional(),
  /** What its clusters serve beside Kubernetes itself, such as `cilium.io/v2`, for charts that ask. */
  apiVersions: z.array(z.string()).readonly().optional(),
  /** The Flux of its clusters, such as `2.8.1`, which decides how it substitutes. Without it: the newest. */
  fluxVersion: Version.optional(),
  /** The fleet repository that holds it, by its name in `shards` of the fleet. Without it: the fleet's own. */
  shard: z.string().optional(),
  /** The highest number of a region's network that was ever given out. Without it: the highest that a region has. */
  networksGiven: z.int().min(0).max(255).optional(),
  /** Whether a review fails where a volume leaves it, and commands that let one go refuse. */
  protected: z.boolean().optional(),
  ...promotionShape,
  /** On its way out: all releases are suspended, then there is no tree any more, and it keeps its FQDN. */
  state: z.enum(sovereignStates).optional(),
  ...pausedShape,
  /** What its servers are made with. */
  cloudInit: CloudInitShape.optional(),
  ...ownPartsShape,
  ...layerShape,
});

/** What a person writes into `sovereigns/<name>/sovereign.ts`. A kit types what it and its regions say of the kit. */
export type SovereignSpec<Said = LayerSpec, SaidByRegion = LayerSpec> = Omit<
  z.input<typeof SovereignShape>,
  'regions' | keyof Layer
> &
  Said & { readonly regions: readonly RegionSpec<SaidByRegion>[] };

/**
 * A parsed Sovereign: its regions are known, each is there once, in the order of their keys, and one is the primary.
 */
export interface Sovereign extends Omit<z.output<typeof SovereignShape>, 'regions' | keyof Layer>, Layer {
  /** The file of the spec, for later Issues. */
  readonly source: string;
  readonly name: SovereignName;
  readonly regions: readonly Region[];
  /** Keys of the regions that it had. */
  readonly removedRegions: readonly string[];
  /** The encrypted files beside the spec, in the order of their paths. */
  readonly secretFiles: readonly SecretFile[];
  /** What stands beside its own slots, in files. */
  readonly objects: readonly WrittenObject[];
}

const remedies: Remedies = {
  '': "Write export default defineSovereign({ fqdn: 'acme.example.com', environment: 'prod', regions: [...] })",
  fqdn: "Write a DNS name such as 'acme.example.com'",
  environment: `Write one of ${environments.join(', ')}`,
  ...regionRemedies,
  k3sVersion: k3sRemedy,
  kubeVersion: "Write a version such as '1.34.1'",
  apiVersions: "Write versions such as ['cilium.io/v2']",
  fluxVersion: "Write a version such as '2.8.1'",
  kit: "Write the name of a kit of sovereigns/fleet.ts, such as 'openova'",
  shard: 'Write a name from "shards" of sovereigns/fleet.ts',
  networksGiven: 'Write the highest meshId that a region of it has or had',
  protected: 'Write true, or leave it out',
  ...promotionRemedies,
  state: `Write one of ${sovereignStates.join(', ')}, or leave it out`,
  ...pausedRemedies(''),
  ...cloudInitRemedies,
  ...ownPartsRemedies,
  ...layerRemedies(''),
};

/**
 * A Sovereign from what its `sovereign.ts` exports, or every Issue in it. `name` is the folder's name.
 * Whatever `spec` is, it returns.
 */
export function parseSovereign(unparsed: UnparsedSovereign): Result<Sovereign> {
  return readWhateverItIs(unparsed.source, () => parse(unparsed));
}

export interface UnparsedSovereign {
  readonly source: string;
  readonly name: string;
  readonly spec: unknown;
  /** The files in `secrets/` beside it. */
  readonly secretFiles?: readonly WrittenSecretFile[];
  /** The objects beside its own slots, by the files that they were read from. */
  readonly objects?: readonly WrittenObject[];
}

function parse({ source, name: folder, spec, secretFiles = [], objects = [] }: UnparsedSovereign): Result<Sovereign> {
  const name = parseSovereignName(folder);
  const shape = SovereignShape.safeParse(spec);
  const read = readRegions(spec);
  const issues = [
    ...(isRefusal(name) ? [{ file: source, field: 'name', value: folder, ...name }] : []),
    ...(shape.success ? [] : issuesOf(shape.error, { file: source, input: spec, schema: SovereignShape, remedies })),
    ...issuesOfRegions(read, source),
  ];
  if (issues.length > 0 || isRefusal(name) || !shape.success) return { ok: false, issues };
  const isGone = (state: string | undefined) => state === 'removed' || shape.data.state === 'retired';
  const removedRegions = shape.data.regions.flatMap(({ key, state }) => (isGone(state) ? [key] : []));
  const regions = shape.data.regions.flatMap((region, index): readonly Region[] => {
    const { state, network, paused, k3sVersion } = region;
    if (isGone(state) || state === 'removed') return [];
    const at = { field: fieldOf(['regions', index]), role: roleOf(read, index) };
    return [{ ...knownLocation(index, read), ...at, network, state, k3sVersion, paused, ...layerOf(region) }];
  });
  const sorted = regions.sort(byKey);
  const keys = sorted.map(({ key }) => key);
  const { files, issues: ofFiles } = readSecretFiles(secretFiles, keys);
  const ofPromotion = shape.data.state === 'retired' ? [] : issuesOfPromotion(shape.data.promotion, sorted, source);
  return resultOf([...ofFiles, ...ofPromotion, ...issuesOfVersions(shape.data, source)], () => {
    const own = { source, name, objects, regions: sorted, removedRegions, secretFiles: files };
    return { ...shape.data, ...layerOf(shape.data), ...own };
  });
}

/** The highest number of a network that a region has or had; 0 where there are none. */
export function highestNetwork({ networksGiven = 0, regions }: Pick<Sovereign, 'networksGiven' | 'regions'>): number {
  return Math.max(networksGiven, ...regions.map(({ network }) => network?.meshId ?? 0));
}

/** The location of a region. Throws if there is none: `issuesOfRegions` has refused such a region before. */
function knownLocation(index: number, regions: readonly ReadRegion[]): Location {
  const region = regions.find((other) => other.index === index);
  const location = region?.location;
  if (location !== undefined && !isRefusal(location)) return location;
  const value = JSON.stringify(region?.key);
  throw new Error(`${fieldOf(['regions', index, 'key'])} is ${value}, which has no location, and was let through`);
}

function byKey(a: Region, b: Region): number {
  return a.key < b.key ? -1 : 1;
}
