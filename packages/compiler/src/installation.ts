import { baseOf, chartName, installedName, ownSlotsOf, releaseObject } from '@sovereign-fleet/domain';
import { printYaml } from '@sovereign-fleet/flux';
import { envsubst } from '@sovereign-fleet/go-text';
import { chartUrl } from './slot-file';
import { pullSecretOf, sourceOf } from './slot-release';
import { substituteMap } from './slot-values';
import type { ResolvedRegion, ResolvedSlot, Topology } from './topology';

/** What Flux hands to Helm for a slot in a region, for whoever installs it before Flux is there. */
export interface Installation {
  readonly release: string;
  readonly namespace: string;
  /** The namespace in which Flux lets Helm keep the release. */
  readonly storage: string;
  readonly chart: InstalledChart;
  /** The values with all substitutes filled in, as YAML. */
  readonly values: string;
}

interface InstalledChart {
  readonly name: string;
  /** The chart itself in a registry; else the repository that has it. */
  readonly at: { readonly chart: string } | { readonly repository: string };
  readonly version: string;
  /** The Secret in `flux-system` with the credentials of its source. */
  readonly secret: string | undefined;
}

/** The installation of a slot of a region. */
export function installationOf(
  { slot, pin, values }: ResolvedSlot,
  region: ResolvedRegion,
  { kit }: Pick<Topology, 'kit'>,
): Installation {
  const { source } = sourceOf(slot, kit);
  const isInRegistry = source.type === 'oci' || source.url.startsWith('oci://');
  const at = source.type === 'oci' ? chartUrl(slot, kit) : `${source.url}/${chartName(slot)}`;
  const isOwn = ownSlotsOf(kit).includes(slot);
  const text = printYaml(substituteMap(values, isOwn ? kit : baseOf(kit)));
  return {
    release: installedName(slot),
    namespace: slot.namespace.name,
    storage: slot.installs?.storage ?? releaseObject(slot).namespace,
    chart: {
      name: chartName(slot),
      at: isInRegistry ? { chart: at } : { repository: source.url },
      version: pin.version,
      secret: pullSecretOf(source, kit),
    },
    values: filledIn(text, isOwn ? region.ownSubstitutes : region.substitutes),
  };
}

/** Flux substitutes in the text of an object. A Topology has each substitute, so nothing is left to refuse. */
function filledIn(text: string, substitutes: Readonly<Record<string, string>>): string {
  const filled = envsubst(text, substitutes, { strict: true });
  if (!filled.ok) throw new Error(`values of a resolved slot cannot be filled in: ${filled.reason}`);
  return filled.value.text;
}
