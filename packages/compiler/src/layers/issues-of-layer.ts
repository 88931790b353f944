import {
  type BootstrapKit,
  type Fleet,
  fleetSources,
  type Issue,
  type LayerSource,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { issuesOfSaidFeatures } from './features';
import { issuesOfLeftOutReaders } from './left-out-readers';
import { offInRegion, offInSovereign, offUnder, type Placed } from './off-reasons';
import { issuesOfSaidParameters } from './said-parameters';
import { issuesOfSaidSlots, type OffReason } from './said-slots';

/** What a Sovereign and its regions say that its kit does not take. */
export function issuesOfSovereignLayers(
  sovereign: Sovereign,
  regions: readonly Placed[],
  kit: BootstrapKit,
): readonly Issue[] {
  const { source: file, without } = sovereign;
  const own: LayerSource = { layer: 'sovereign', file, prefix: '', said: sovereign };
  return [
    ...issuesOfLayer(own, kit, offInSovereign(regions, sovereign.name)),
    ...issuesOfLeftOutReaders(own, kit, without),
    ...regions.flatMap((placed) => {
      const { region } = placed;
      const source: LayerSource = { layer: 'region', file, prefix: `${region.field}.`, said: region };
      return [...issuesOfLayer(source, kit, offInRegion(placed)), ...issuesOfLeftOutReaders(source, kit, without)];
    }),
  ];
}

/** What a fleet says of its kits that they do not take. */
export function issuesOfFleetLayers(fleet: Fleet, kits: readonly BootstrapKit[]): readonly Issue[] {
  return kits.flatMap((kit) =>
    fleetSources(fleet, kit.name).flatMap((source) => issuesOfLayer(source, kit, offUnder(source, source.name))),
  );
}

function issuesOfLayer(source: LayerSource, kit: BootstrapKit, offReason: OffReason): readonly Issue[] {
  return [
    ...issuesOfSaidParameters(source, kit),
    ...issuesOfSaidFeatures(source, kit),
    ...issuesOfSaidSlots(source, kit, offReason),
  ];
}
