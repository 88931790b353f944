import {
  type BootstrapKit,
  fieldIn,
  fieldOf,
  isFact,
  isFeatureSwitch,
  isFree,
  isGate,
  type LayerName,
  type LayerSource,
  ownSlotsOf,
  type ParameterDeclaration,
  parametersIn,
  type Slot,
  type SlotValue,
} from '@sovereign-fleet/domain';
import { layeredSlot } from './layered-slot';
import { type Keys, saidAt } from './said-at';

/** A layer that says a value, and where a person reads that. */
export interface Origin {
  /** `own`: a row of the Sovereign's own. */
  readonly layer: 'kit' | 'own' | LayerName;
  /** Of a row that of the record; undefined for one of the kit, which may be in any of its files. */
  readonly file: string | undefined;
  readonly field: string;
  readonly value: SlotValue;
}

/** A value in a region, and each layer that says one, the outermost first. */
export interface Explanation {
  /** Undefined where nobody says one. */
  readonly value: SlotValue | undefined;
  readonly origins: readonly Origin[];
  /** The parameters that feed it. */
  readonly parameters: readonly string[];
}

export interface Explained {
  readonly kit: BootstrapKit;
  /** Above the kit, the outermost first. */
  readonly layers: readonly LayerSource[];
}

/** Where a value of a slot's chart comes from. */
export function explainValue(slot: Slot, path: Keys, { kit, layers }: Explained): Explanation {
  const found = saidAt(layeredSlot(slot, layers).values, path);
  const ofKit = slot.values === undefined ? undefined : saidAt(slot.values, path);
  const own = originOf(ofKit, placeOfRow(slot, { kit, layers }), (keys) => {
    return `${slot.name}.${fieldOf(['values', ...keys])}`;
  });
  const said = layers.flatMap((source) => {
    const override = source.said.overrides[slot.name];
    const at = override === undefined ? undefined : saidAt(override, path);
    return originOf(at, source, (keys) => fieldIn(source, fieldOf(['overrides', slot.name, ...keys])));
  });
  const isThere = found !== undefined && (path.length > 0 || own.length + said.length > 0);
  const value = isThere ? found.value : undefined;
  return { value, origins: [...own, ...said], parameters: [...new Set(parametersIn(value))] };
}

function placeOfRow(slot: Slot, { kit, layers }: Explained): Where {
  if (!ownSlotsOf(kit).includes(slot)) return { layer: 'kit', file: undefined };
  return { layer: 'own', file: layers.find(({ layer }) => layer === 'sovereign')?.file };
}

type Where = Pick<Origin, 'layer' | 'file'>;

function originOf(
  said: ReturnType<typeof saidAt>,
  { layer, file }: Where,
  field: (keys: Keys) => string,
): readonly Origin[] {
  return said === undefined ? [] : [{ layer, file, field: field(said.keys), value: said.value }];
}

/** Where the version of a slot's chart comes from. */
export function explainVersion(slot: Slot, { kit, layers }: Explained): Explanation {
  const field = `${slot.name}.chart.version`;
  const own: Origin = { ...placeOfRow(slot, { kit, layers }), field, value: pinText(slot.chart) };
  const said = layers.flatMap((source): readonly Origin[] => {
    const pin = source.said.versions[slot.name];
    if (pin === undefined) return [];
    const at = fieldIn(source, fieldOf(['versions', slot.name]));
    return [{ layer: source.layer, file: source.file, field: at, value: pinText(pin) }];
  });
  return { value: pinText(layeredSlot(slot, layers).pin), origins: [own, ...said], parameters: [] };
}

function pinText({ version, digest }: { readonly version: string; readonly digest?: string | undefined }): string {
  return digest === undefined ? version : `${version}@${digest}`;
}

/** Where a parameter's value comes from; what it is in the region is asked of the Topology. */
export function explainParameter(name: string, value: SlotValue | undefined, { kit, layers }: Explained): Explanation {
  const declaration = kit.parameters[name];
  const own = declaration === undefined ? undefined : valueOfKit(declaration);
  const at = `parameters.${name}`;
  const ofKit: readonly Origin[] = own === undefined ? [] : [{ layer: 'kit', file: kit.source, ...own(at) }];
  const said = layers.flatMap((source) => originsOf(source, at, source.said.parameters[name]));
  return { value, origins: [...ofKit, ...said], parameters: [] };
}

function valueOfKit(
  declaration: ParameterDeclaration,
): ((field: string) => Pick<Origin, 'field' | 'value'>) | undefined {
  if (isFact(declaration)) return (field) => ({ field, value: `the fact ${declaration.fact} of the region` });
  if (isGate(declaration)) return (field) => ({ field, value: `whether ${declaration.enables} is on` });
  if (isFeatureSwitch(declaration)) return (field) => ({ field, value: `the feature ${declaration.feature}` });
  const value = isFree(declaration) ? declaration.default : undefined;
  return value === undefined ? undefined : (field) => ({ field: `${field}.default`, value });
}

/** Where it is decided whether a feature is on. */
export function explainFeature(name: string, value: boolean, { kit, layers }: Explained): Explanation {
  const field = `features.${name}`;
  const ofKit = kit.features[name]?.default ?? false;
  const own: Origin = { layer: 'kit', file: kit.source, field: `${field}.default`, value: ofKit };
  const said = layers.flatMap((source) => originsOf(source, field, source.said.features[name]));
  return { value, origins: [own, ...said], parameters: [] };
}

function originsOf(source: LayerSource, key: string, value: SlotValue | undefined): readonly Origin[] {
  if (value === undefined) return [];
  return [{ layer: source.layer, file: source.file, field: fieldIn(source, key), value }];
}
