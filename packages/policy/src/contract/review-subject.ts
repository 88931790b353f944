import {
  type BootstrapKit,
  canonicalLabel,
  type Environment,
  fieldOf,
  type Fleet,
  isFenced,
  type Issue,
  kubeVersionOf,
  type LayerSource,
  layersOf,
  type MirroredRegistries,
  mirroredRegistriesOf,
  mirrorOf,
  type Pause,
  type Role,
  type Sovereign,
  type WithBase,
} from '@sovereign-fleet/domain';
import type { Rendered } from '@sovereign-fleet/renderer';

/** What the record says of a region, whatever was rendered. */
export interface RegionFacts {
  readonly key: string;
  readonly role: Role;
  /** Whether it runs nothing of its role alone, while the role goes to another region. */
  readonly isFenced?: boolean;
  /** What its nodes carry in `openova.io/region`. */
  readonly canonicalLabel: string;
  /** As the record says it. */
  readonly kubeVersion?: string | undefined;
  /** What is said above the kit, the outermost first: chart values that no file of the tree is the place to mend. */
  readonly layers?: readonly LayerSource[];
}

/** What rules ask of a kit: its rows, and what stands beside them. */
export type ReviewedKit = Pick<
  BootstrapKit,
  'name' | 'source' | 'slots' | 'parameters' | 'secrets' | 'configMaps' | 'standIns' | 'objects'
> &
  WithBase;

/** A slot that the record pauses, in all regions or in one. */
interface SaidPause extends Pause {
  readonly slot: string;
  readonly region?: string;
  /** The way to it in the record. */
  readonly field: string;
}

/** A Sovereign under review: what its record says, and what Flux would apply. */
export interface ReviewSubject {
  readonly name: string;
  /** The file of the record, for findings that no file of the tree can mend. */
  readonly source: string;
  readonly fqdn: string;
  readonly environment: Environment;
  readonly registryMirror: string;
  readonly mirroredRegistries: MirroredRegistries;
  /** As the record says them. */
  readonly fluxVersion?: string | undefined;
  readonly kubeVersion?: string | undefined;
  readonly kit: ReviewedKit;
  readonly regions: readonly RegionFacts[];
  readonly rendered: Rendered;
  /** What the record pauses. */
  readonly pauses?: readonly SaidPause[];
  /** Whether it is on its way out: nothing has to run any more. */
  readonly isRetiring?: boolean;
  /** Whether the record lets no volume go. */
  readonly isProtected?: boolean;
  /** The day of the review, such as `2026-12-31`: without it no pause is past. */
  readonly today?: string;
  /** How the tree differs from what the record compiles to; left out where it does not. */
  readonly drift?: readonly Issue[];
}

export interface SubjectRecord {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  readonly kit: BootstrapKit;
}

/** The subject of a review, from the parsed record and what was rendered of it. Total: a record cannot be wrong. */
export function reviewSubject({ sovereign, fleet, kit }: SubjectRecord, rendered: Rendered): ReviewSubject {
  const { name, source, fqdn, environment, fluxVersion } = sovereign;
  const regions = sovereign.regions.map((region) => ({
    key: region.key,
    role: region.role,
    isFenced: isFenced(region.key, sovereign.promotion),
    kubeVersion: kubeVersionOf(sovereign, region),
    canonicalLabel: canonicalLabel(region, environment),
    layers: layersOf(region, { sovereign, fleet, kit: kit.name }),
  }));
  const versions = { fluxVersion, kubeVersion: kubeVersionOf(sovereign) };
  const mirror = {
    registryMirror: mirrorOf(sovereign, fleet),
    mirroredRegistries: mirroredRegistriesOf(sovereign, fleet),
  };
  const kept = { pauses: pausesOf(sovereign), isProtected: sovereign.protected === true };
  const isRetiring = sovereign.state !== undefined;
  return { name, source, fqdn, environment, ...mirror, ...versions, ...kept, isRetiring, kit, regions, rendered };
}

function pausesOf({ paused = {}, regions }: Sovereign): readonly SaidPause[] {
  const own = Object.entries(paused).map(([slot, pause]) => ({ ...pause, slot, field: fieldOf(['paused', slot]) }));
  const ofRegions = regions.flatMap(({ key, field, paused: ofRegion = {} }) =>
    Object.entries(ofRegion).map(([slot, pause]) => {
      return { ...pause, slot, region: key, field: `${field}.${fieldOf(['paused', slot])}` };
    }),
  );
  return [...own, ...ofRegions];
}
