import {
  canonicalLabel,
  type Environment,
  type Fleet,
  type Issue,
  type LayerValues,
  type Role,
  type Sovereign,
} from '@sovereign-fleet/domain';
import type { Rendered } from '@sovereign-fleet/renderer';

/** What the record says of a region, whatever was rendered. */
export interface RegionFacts {
  readonly key: string;
  readonly role: Role;
  /** What its nodes carry in `openova.io/region`. */
  readonly canonicalLabel: string;
  /** Chart values that the record itself gives, by release. */
  readonly overrides?: Readonly<Record<string, LayerValues>>;
}

/** A Sovereign under review: what its record says, and what Flux would apply. */
export interface ReviewSubject {
  readonly name: string;
  /** The file of the record, for findings that no file of the tree can mend. */
  readonly source: string;
  readonly fqdn: string;
  readonly environment: Environment;
  readonly registryMirror: string;
  readonly regions: readonly RegionFacts[];
  readonly rendered: Rendered;
  /** How the tree differs from what the record compiles to; left out where it does not. */
  readonly drift?: readonly Issue[];
}

/** The subject of a review, from the parsed record and what was rendered of it. Total: a record cannot be wrong. */
export function reviewSubject(sovereign: Sovereign, fleet: Fleet, rendered: Rendered): ReviewSubject {
  const { name, source, fqdn, environment } = sovereign;
  const regions = sovereign.regions.map((region) => ({
    key: region.key,
    role: region.role,
    canonicalLabel: canonicalLabel(region, environment),
    overrides: region.overrides,
  }));
  return { name, source, fqdn, environment, registryMirror: fleet.registryMirror, regions, rendered };
}
