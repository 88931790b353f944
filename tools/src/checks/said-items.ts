// For tests: each single thing that the layers above a kit say, and the same layers with that one thing changed.
import { isDropped, type SovereignSpec } from '@sovereign-fleet/domain';
import type { SaidKit } from './said-values';

export interface SaidLayers {
  readonly kit: SaidKit;
  readonly specs: readonly SovereignSpec[];
}

export interface SaidItem {
  readonly layer: 'fleet' | 'environment' | 'provider' | 'sovereign' | 'region';
  readonly key: 'parameters' | 'features' | 'versions' | 'overrides';
  /** The way to it from the layers. */
  readonly path: readonly string[];
}

const keys = ['parameters', 'features', 'versions', 'overrides'] as const;

/** Every parameter, feature and version, and every single value of an override. */
export function itemsIn({ kit, specs }: SaidLayers): readonly SaidItem[] {
  const { environments = {}, providers = {} } = kit.with;
  const top = ['kit', 'with'];
  return [
    ...itemsOf(kit.with, 'fleet', top),
    ...Object.entries(environments).flatMap(([name, one]) =>
      itemsOf(one, 'environment', [...top, 'environments', name]),
    ),
    ...Object.entries(providers).flatMap(([name, one]) => itemsOf(one, 'provider', [...top, 'providers', name])),
    ...specs.flatMap((spec, index) => [
      ...itemsOf(spec, 'sovereign', ['specs', `${index}`]),
      ...spec.regions.flatMap((region, at) => itemsOf(region, 'region', ['specs', `${index}`, 'regions', `${at}`])),
    ]),
  ];
}

function itemsOf(said: object, layer: SaidItem['layer'], path: readonly string[]): readonly SaidItem[] {
  return keys.flatMap((key) => {
    const value = (said as Partial<Record<string, object>>)[key] ?? {};
    const paths = key === 'overrides' ? leavesOf(value) : Object.keys(value).map((name) => [name]);
    return paths.map((way) => ({ layer, key, path: [...path, key, ...way] }));
  });
}

function leavesOf(value: unknown): readonly (readonly string[])[] {
  if (!isMap(value)) return [[]];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item).map((way) => [key, ...way]));
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDropped(value);
}

/** The layers with another value for one item. */
export function withChanged(layers: SaidLayers, { path }: SaidItem): SaidLayers {
  return changedAt(layers, path) as SaidLayers; // nothing but a value differs
}

function changedAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return anotherThan(value);
  if (Array.isArray(value))
    return value.map((item, at) => (`${at}` === key ? changedAt(item, rest) : (item as unknown)));
  const map = value as Readonly<Record<string, unknown>>; // the path leads through it
  return { ...map, [key]: changedAt(map[key], rest) };
}

function anotherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}0`;
  if (Array.isArray(value)) return [...(value as readonly unknown[]), 'another'];
  if (!isMap(value)) return 'another';
  return 'version' in value ? { version: '999.0.0' } : { ...value, another: true };
}
