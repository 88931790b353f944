import {
  type BootstrapKit,
  type ChartValue,
  fieldIn,
  type FreeParameter,
  isFact,
  isFeatureSwitch,
  isFree,
  isGate,
  type Issue,
  layerNames,
  type LayerSource,
  type ParameterDeclaration,
  type Region,
} from '@sovereign-fleet/domain';
import { factOf, type FactSource, issueOfMissingFact } from './region-facts';

/** What decides the parameters of a region. */
export interface ParameterSource extends FactSource {
  readonly kit: BootstrapKit;
  readonly region: Region;
  /** Above the kit, the outermost first. */
  readonly layers: readonly LayerSource[];
  readonly features: Readonly<Record<string, boolean>>;
  readonly isEnabled: (slot: string) => boolean;
}

/** The value of a parameter in a region, or the Issue that there is none. */
export function parameterIn(name: string, source: ParameterSource): { readonly value: ChartValue } | Issue {
  const declaration = source.kit.parameters[name];
  if (declaration === undefined) throw new Error(`the kit declares no ${name}`); // a checked kit reads no such name
  const value = valueOf(name, declaration, source);
  if (value !== undefined) return { value };
  if (isFact(declaration)) return issueOfMissingFact(declaration.fact, source.region, source);
  return issueOfUnsaid(name, declaration as FreeParameter, source); // gates and features are never without a value
}

function valueOf(name: string, declaration: ParameterDeclaration, source: ParameterSource): ChartValue | undefined {
  if (isFact(declaration)) return factOf(declaration.fact, source.region, source);
  if (isGate(declaration)) return source.isEnabled(declaration.enables);
  if (isFeatureSwitch(declaration)) return source.features[declaration.feature];
  return source.layers.reduce<ChartValue | undefined>(
    (value, { said }) => said.parameters[name] ?? value,
    isFree(declaration) ? declaration.default : undefined,
  );
}

/** Names the outermost layer that may say it: there one line is for the most regions. */
function issueOfUnsaid(name: string, { type, description, layers }: FreeParameter, source: ParameterSource): Issue {
  const outermost = layerNames.find((layer) => layers.includes(layer));
  const place = placeOf(outermost, source);
  return {
    file: place.file,
    field: fieldIn(place, `parameters.${name}`),
    value: undefined,
    code: 'missing',
    problem: 'slots read it, and the kit has no default for it',
    remedy: `Write a ${type}: ${description}`,
  };
}

/** The layer of `fleet.ts` for this environment or provider, also where it says nothing yet. */
function placeOf(layer: LayerSource['layer'] | undefined, { layers, sovereign, region }: ParameterSource) {
  const found = layers.find((one) => one.layer === layer);
  if (found !== undefined) return found;
  const [{ file, prefix } = noLayer] = layers;
  const name = layer === 'environment' ? sovereign.environment : region.provider;
  return { file, prefix: `${prefix}${String(layer)}s.${name}.` };
}

const noLayer = { file: '', prefix: '' };
