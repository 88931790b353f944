// For tests: what a chart has to receive, read from a kit, a fleet and a spec as people wrote them. It is a second
// reading beside that of the compiler, short and slow, and calls nothing of it.
import {
  type BootstrapKitRows,
  canonicalLabel,
  type ChartValue,
  isDropped,
  isSubstituted,
  type LayerValue,
  type LayerValues,
  type Slot,
  type SlotValue,
  type SovereignSpec,
} from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';

/** What one layer says, and how a person finds it. */
interface SaidLayer {
  readonly at: string;
  readonly said: {
    readonly parameters?: Readonly<Record<string, ChartValue>> | undefined;
    readonly features?: Readonly<Record<string, boolean>> | undefined;
    readonly versions?: Readonly<Record<string, { readonly version: string }>> | undefined;
    readonly overrides?: Readonly<Record<string, LayerValues>> | undefined;
  };
}

type Layer = SaidLayer['said'];

/** A kit as a fleet names it. */
export interface SaidKit extends BootstrapKitRows {
  readonly with: Layer & {
    readonly environments?: Readonly<Record<string, Layer>>;
    readonly providers?: Readonly<Record<string, Layer>>;
  };
}

export interface SaidRegion {
  readonly kit: SaidKit;
  readonly spec: SovereignSpec;
  readonly region: SovereignSpec['regions'][number];
  readonly registryMirror: string;
  /** The outermost first. */
  readonly layers: readonly SaidLayer[];
}

export function saidRegions(kit: SaidKit, spec: SovereignSpec, registryMirror: string): readonly SaidRegion[] {
  return spec.regions.map((region) => {
    const { environments = {}, providers = {} } = kit.with;
    const layers: readonly SaidLayer[] = [
      { at: 'fleet', said: kit.with },
      { at: `environment ${spec.environment}`, said: environments[spec.environment] ?? {} },
      { at: `provider ${region.provider}`, said: providers[region.provider] ?? {} },
      { at: spec.fqdn, said: spec },
      { at: `${spec.fqdn} ${region.key}`, said: region },
    ];
    return { kit, spec, region, registryMirror, layers };
  });
}

/** Where a slot is, as decision A4 and its row say. */
export function stateOf(slot: Slot, from: SaidRegion): 'on' | 'empty' | 'suspended' | 'absent' {
  const { where = {}, runsIn } = slot;
  const { role, provider } = from.region;
  const ofBlock = { mgmt: ['primary'], rtz: ['secondary'], dmz: ['primary', 'secondary'] };
  const isInRole =
    (where.roles ?? ['primary', 'secondary']).includes(role ?? 'primary') &&
    (runsIn === undefined || ofBlock[runsIn].includes(role ?? 'primary'));
  const isInPlace =
    (where.providers?.includes(provider) ?? true) &&
    (where.environments?.includes(from.spec.environment) ?? true) &&
    (where.feature === undefined || featureOf(where.feature, from));
  if (isInRole && isInPlace) return 'on';
  return where.off ?? (isInPlace && runsIn === undefined ? 'empty' : 'absent');
}

function featureOf(name: string, { kit, layers }: SaidRegion): boolean {
  return layers.reduce((isOn, { said }) => said.features?.[name] ?? isOn, kit.features?.[name]?.default ?? false);
}

/** The version of a slot's chart. */
export function versionOf({ name, chart }: Slot, { layers }: SaidRegion): string {
  return layers.reduce((version, { said }) => said.versions?.[name]?.version ?? version, chart.version);
}

/** The values of a slot's chart. */
export function valuesOf(slot: Slot, from: SaidRegion): unknown {
  const own = fillIn(slot.values ?? {}, from);
  const layered = from.layers.reduce((below, { said }) => merge(below, said.overrides?.[slot.name] ?? {}), own);
  for (const { kind, name, key, to, optional } of slot.inputs ?? []) {
    const text = `delivered:${kind}/flux-system/${name}/${key ?? 'values.yaml'}`;
    if (to !== undefined && optional !== true) put(layered, to, text);
  }
  return layered;
}

/** A value of a row with the parameters in it. */
function fillIn(value: SlotValue, from: SaidRegion): unknown {
  if (typeof value !== 'object') return value;
  if (isDropped(value)) return null;
  if (isSubstituted(value)) {
    const [first = '', ...rest] = value.literals;
    const parts = value.names.map((name, index) => ({ value: parameterOf(name, from), text: rest[index] ?? '' }));
    const [alone] = parts;
    if (alone !== undefined && parts.length === 1 && first === '' && alone.text === '') return alone.value;
    return first + parts.map((part) => textOf(part.value) + part.text).join('');
  }
  if (Array.isArray(value)) return value.map((item: SlotValue) => fillIn(item, from));
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, SlotValue]) => [key, fillIn(item, from)]));
}

/** A parameter inside a text. */
export function textOf(value: ChartValue): string {
  return typeof value === 'string' ? value : printJson(value);
}

/** A parameter in a region: a fact, a gate, a feature, or what the innermost layer says. */
export function parameterOf(name: string, from: SaidRegion): ChartValue {
  const declared = from.kit.parameters[name];
  if (declared === undefined) throw new Error(`${name} is not declared`);
  if ('fact' in declared) return factOf(declared.fact, from);
  if ('feature' in declared) return featureOf(declared.feature, from);
  if ('enables' in declared) {
    return from.kit.slots.some((slot) => slot.name === declared.enables && stateOf(slot, from) === 'on');
  }
  const said = from.layers.flatMap(({ said: { parameters = {} } }) => (name in parameters ? [parameters[name]] : []));
  const value = said.at(-1) ?? declared.default;
  if (value === undefined) throw new Error(`nobody says ${name}`);
  return value;
}

function factOf(fact: string, { spec, region, registryMirror }: SaidRegion): ChartValue {
  const facts: Readonly<Record<string, ChartValue | undefined>> = {
    fqdn: spec.fqdn,
    environment: spec.environment,
    provider: region.provider,
    regionKey: region.key,
    regionRole: region.role,
    canonicalLabel: canonicalLabel(region, spec.environment),
    registryMirror,
    meshId: region.network?.meshId,
    podCidr: region.network?.pods,
    serviceCidr: region.network?.services,
  };
  const value = facts[fact];
  if (value === undefined) throw new Error(`this reading does not know the fact ${fact}`);
  return value;
}

/** Maps merge; everything else is replaced. */
function merge(below: unknown, above: LayerValue): unknown {
  if (isDropped(above)) return null;
  if (typeof above !== 'object' || Array.isArray(above)) return above;
  const under = isMap(below) ? below : {};
  const entries = Object.entries(above as LayerValues).map(([key, value]) => [key, merge(under[key], value)] as const);
  return { ...under, ...Object.fromEntries(entries) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a value at a path such as `env[0].value`. */
function put(values: unknown, path: string, value: string): void {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop() ?? '';
  let at = values as Record<string, unknown>; // maps and lists both take keys
  for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
  at[last] = value;
}
