import { z } from 'zod';
import type { Remedies } from '../issue/zod-issues';
import { isPlainObject } from '../sovereign/chart-values';
import { isDnsLabel } from '../sovereign/dns-name';
import { layerRemedies, layerShape } from '../sovereign/layer';
import { providerNames } from '../sovereign/provider';
import { environments } from '../sovereign/region';

/** What `defineKit` gives, before it is checked. */
export interface NamedKit {
  /** The kit's folder in `kits/`. */
  readonly name: string;
}

const OneLayer = z.strictObject(layerShape);

/** A layer for each of the names, where there is one. */
function layersFor<Name extends string>(names: readonly Name[]) {
  // Object.fromEntries forgets the names.
  return z.strictObject(Object.fromEntries(names.map((name) => [name, OneLayer.optional()])) as Layers<Name>);
}

type Layers<Name extends string> = Readonly<Record<Name, z.ZodOptional<typeof OneLayer>>>;

const FleetLayers = z.strictObject({
  ...layerShape,
  environments: layersFor(environments).optional(),
  providers: layersFor(providerNames).optional(),
});

/** What a fleet says of a kit: for all, for an environment, and for a provider. */
export type FleetLayers = Readonly<z.output<typeof FleetLayers>>;

/**
 * A kit as `fleet.ts` names it, by itself or with layers. `with` of a kit gives one that has in `with` what it was
 * called with, so that a field of an Issue reads as a person wrote it; of a kit by itself the function is not data.
 */
export const KitOfFleet = z
  .custom<NamedKit>(isNamed, 'it is not a kit')
  .transform((kit) => ({ ...kit }))
  .pipe(z.looseObject({ name: z.string(), with: FleetLayers.optional() }))
  .transform(({ with: layers = {}, ...rows }) => ({ name: rows.name, rows, layers }));

const kitsRemedy = "Write kits: [openova], and at the top: import openova from '../kits/openova/kit'";
const namedLayers = "Write layers by name, such as { stg: { parameters: { DISK: '20Gi' } } }";

export const kitRemedies: Remedies = {
  kits: kitsRemedy,
  'kits[]': kitsRemedy,
  'kits[].with': "Write openova.with({ parameters: { DISK: '20Gi' } })",
  'kits[].with.environments': namedLayers,
  'kits[].with.providers': namedLayers,
  ...layerRemedies('kits[].with.'),
  ...Object.fromEntries(
    [
      ...environments.map((name) => `environments.${name}`),
      ...providerNames.map((name) => `providers.${name}`),
    ].flatMap((name) => [
      [`kits[].with.${name}`, "Write a layer such as { parameters: { DISK: '20Gi' } }"] as const,
      ...Object.entries(layerRemedies(`kits[].with.${name}.`)),
    ]),
  ),
};

function isNamed(kit: unknown): boolean {
  return isPlainObject(kit) && 'name' in kit && typeof kit.name === 'string' && isDnsLabel(kit.name);
}
