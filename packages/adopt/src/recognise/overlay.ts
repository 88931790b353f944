import { isExactVersion } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { dropped, type ModelMap, type ModelValue } from '../model/expression';
import { asText, canonical, isMap, type Json, type JsonMap } from '../model/json';
import type { Note } from '../model/note';
import type { Release } from '../model/recognised';
import { placeOf } from '../model/source';
import { plain } from './to-model';

/** What a base says of a release, and what a patch of an overlay says over it: the Sovereign's layer. */
export interface Overlay {
  /** The values of the base, before and after substitution. */
  readonly before: JsonMap;
  readonly after: JsonMap;
  readonly overrides: ModelMap | undefined;
  /** The version of the base, where the overlay has another one. */
  readonly baseVersion: string | undefined;
  readonly notes: readonly Note[];
}

/** Parts a release into its base and its overlay. What a layer cannot say stays in the row, and is noted. */
export function overlayOf({ of, spec }: Release): Overlay {
  const values = valuesIn(of.object['spec']);
  const arrived = isMap(spec['values']) ? spec['values'] : {};
  const base = of.raw?.release;
  const baseVersion = versionOf(base, spec);
  const at = { reason: 'patch of an overlay', of: of.id, place: placeOf(of.raw) } as const;
  const ofVersion = baseVersion === undefined ? [] : [{ ...at, text: 'its version is in versions of the Sovereign' }];
  const asBuilt = { before: values, after: arrived, overrides: undefined, baseVersion, notes: ofVersion };
  if (base === undefined || canonical(valuesIn(base)) === canonical(values)) return asBuilt;
  const parted = part(valuesIn(base), values, arrived);
  if (parted === undefined) {
    const text = 'it takes a value away, or has a substitute, which no layer can say: what it says is in the row';
    return { ...asBuilt, notes: [...ofVersion, { ...at, text }] };
  }
  const { after = {}, overrides = {} } = parted;
  const text = `what it says of ${Object.keys(overrides).join(', ')} is in overrides of the Sovereign`;
  return { before: valuesIn(base), after, overrides, baseVersion, notes: [...ofVersion, { ...at, text }] };
}

function valuesIn(spec: Json | undefined): JsonMap {
  return isMap(spec) && isMap(spec['values']) ? spec['values'] : {};
}

function versionOf(base: JsonMap | undefined, spec: JsonMap): string | undefined {
  const [old, now] = [base, spec].map((one) => {
    const chart = one?.['chart'];
    return isMap(chart) && isMap(chart['spec']) ? asText(chart['spec']['version']) : '';
  });
  const [isOld, isNow] = [old, now].map((one) => one !== undefined && isExactVersion(one));
  return isOld && isNow && old !== now ? old : undefined; // layers say no ranges
}

interface Parted<Value extends Json = JsonMap, Over extends ModelValue = ModelMap> {
  /** What arrives of the base; undefined where it has no such value. */
  readonly after: Value | undefined;
  /** Undefined where nothing is over it. */
  readonly overrides: Over | undefined;
}

/** What is over a base: maps merge, all else is replaced. Undefined where a layer cannot say it. */
function part(base: JsonMap, built: JsonMap, arrived: JsonMap): Parted | undefined {
  if (Object.keys(base).some((key) => !Object.hasOwn(built, key))) return undefined;
  const parts = Object.entries(built).map(([key, value]) => [key, partValue(base[key], value, arrived[key])] as const);
  if (parts.some(([, one]) => one === undefined)) return undefined;
  const pick = <Value>(valueOf: (one: Parted<Json, ModelValue> | undefined) => Value | undefined) =>
    Object.fromEntries(
      parts.flatMap(([key, one]) => {
        const value = valueOf(one);
        return value === undefined ? [] : [[key, value] as const];
      }),
    );
  return { after: pick((one) => one?.after), overrides: pick((one) => one?.overrides) };
}

function partValue(old: Json | undefined, value: Json, now: Json | undefined): Parted<Json, ModelValue> | undefined {
  if (old !== undefined && canonical(old) === canonical(value)) return { after: now ?? value, overrides: undefined };
  if (isMap(old) && isMap(value) && isMap(now)) return part(old, value, now);
  if (hasSubstitute(value) || hasSubstitute(old)) return undefined;
  return { after: old, overrides: value === null ? dropped : plain(value) };
}

function hasSubstitute(value: Json | undefined): boolean {
  return value !== undefined && printJson(value).includes('${');
}
