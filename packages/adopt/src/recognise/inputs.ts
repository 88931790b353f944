import { type ModelMap } from '../model/expression';
import { asText, freeName, isMap, type Json } from '../model/json';
import type { ModelSecret, ModelSource } from '../model/kit-model';
import type { Extra, Release } from '../model/recognised';
import { idOf, type Source, type SourceObject } from '../model/source';
import { plainMap } from './to-model';
import { groupBy } from '../model/group-by';
import { isCarried } from '../source/carried-files';
import { namespaceOf } from '@sovereign-fleet/renderer';

/** The key of the row of an object that a release reads. */
export type ReferenceTo = (kind: string, namespace: string, name: string) => string;

/** `valuesFrom` as a row says it. */
export function inputsOf({ of, spec }: Release, referenceTo: ReferenceTo): readonly ModelMap[] | undefined {
  const { valuesFrom } = spec;
  const namespace = namespaceOf(of.object, 'default');
  if (!Array.isArray(valuesFrom) || valuesFrom.length === 0) return undefined;
  return (valuesFrom as readonly Json[]).filter(isMap).map((entry): ModelMap => {
    const { kind, name, valuesKey, targetPath, optional, literal, ...others } = entry;
    return {
      kind: asText(kind),
      name: referenceTo(asText(kind), namespace, asText(name)),
      key: typeof valuesKey === 'string' ? valuesKey : undefined,
      to: typeof targetPath === 'string' ? targetPath : undefined,
      optional: optional === true ? optional : undefined,
      literal: literal === true ? literal : undefined,
      ...plainMap(others),
    };
  });
}

/** The Secrets and ConfigMaps that releases read and sources pull with, and who delivers each, as the tree says. */
export function deliveredOf(releases: readonly Release[], pulls: readonly ModelSource[], tree: Tree) {
  // Sources are first, so that each of their Secrets has a row of its own name.
  const ofSources = pulls.flatMap(({ secret, url }) => (secret === undefined ? [] : [pullSecret(secret, url)]));
  const asked = [...ofSources, ...releases.flatMap(inputObjects)];
  const keys = rowKeys(asked);
  const delivered = { asked, keys, ...tree };
  return {
    rows: { secrets: rowsOf('Secret', delivered), configMaps: rowsOf('ConfigMap', delivered) },
    referenceTo: (kind: string, namespace: string, name: string) => keys.get(idOf(kind, namespace, name)) ?? name,
  };
}

/** The objects that a release takes values from, by id. */
export function readsOf(release: Release): readonly string[] {
  return inputObjects(release).map(({ kind, namespace, name }) => idOf(kind, namespace, name));
}

/** An object that a kit reads and does not make. */
interface Asked {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly keys: readonly string[];
}

function pullSecret(name: string, url: string): Asked {
  const keys = url.startsWith('oci://') ? ['.dockerconfigjson'] : ['username', 'password'];
  return { kind: 'Secret', name, namespace: 'flux-system', keys };
}

function inputObjects({ of, spec }: Release): readonly Asked[] {
  const namespace = namespaceOf(of.object, 'default');
  const entries = Array.isArray(spec['valuesFrom']) ? (spec['valuesFrom'] as readonly Json[]).filter(isMap) : [];
  return entries.map(({ kind, name, valuesKey }) => {
    return { kind: asText(kind), name: asText(name), namespace, keys: [asText(valuesKey) || 'values.yaml'] };
  });
}

/** By id: the first of a name has it for a key, and others have their namespaces behind it. */
function rowKeys(asked: readonly Asked[]): ReadonlyMap<string, string> {
  const ofKinds = ['Secret', 'ConfigMap'].map((kind) => {
    const objects = new Map(asked.filter((one) => one.kind === kind).map((one) => [objectId(one), one]));
    const byName = groupBy([...objects.values()], ({ name }) => name);
    const keys = new Map(
      [...byName].flatMap(([name, [first]]) => (first === undefined ? [] : [[objectId(first), name]])),
    );
    for (const [id, { name, namespace }] of objects) {
      if (!keys.has(id)) keys.set(id, freeName(`${name}-${namespace}`, [...keys.values()]));
    }
    return [...keys];
  });
  return new Map(ofKinds.flat());
}

function objectId({ kind, namespace, name }: Asked): string {
  return idOf(kind, namespace, name);
}

/** What the tree has. */
interface Tree {
  readonly source: Source;
  /** What stands as YAML beside rows. */
  readonly extras: readonly Extra[];
}

interface Delivered extends Tree {
  readonly asked: readonly Asked[];
  /** The keys of rows, by the ids of objects. */
  readonly keys: ReadonlyMap<string, string>;
}

function rowsOf(kind: string, { asked, keys, source, extras }: Delivered): Readonly<Record<string, ModelSecret>> {
  const groups = groupBy(
    asked.filter((one) => one.kind === kind),
    objectId,
  );
  const rows = [...groups].map(([id, all]): readonly [string, ModelSecret] => {
    const { name = '', namespace = '' } = all[0] ?? {};
    const key = keys.get(id) ?? name;
    const delivery = kind === 'Secret' ? deliveryOf(name, namespace, source) : deliveryOfMap(id, extras);
    const wanted = [...new Set(all.flatMap((one) => one.keys))];
    return [key, { ...(key === name ? {} : { name }), namespace, keys: wanted, ...delivery }];
  });
  return Object.fromEntries(rows);
}

const unknownDelivery = { from: 'bootstrap', why: 'The adopted tree does not say who delivers it.' } as const;

function deliveryOfMap(id: string, extras: readonly Extra[]): Pick<ModelSecret, 'from' | 'why'> {
  const extra = extras.find(({ of }) => of.id === id);
  if (extra === undefined) return unknownDelivery;
  return { from: 'kit', why: `A file beside ${extra.slot} has it.` };
}

function deliveryOf(name: string, namespace: string, source: Source): Pick<ModelSecret, 'from' | 'why'> {
  if (isCarried(source, namespace, name)) return { from: 'sops', why: 'The adopted tree has it encrypted.' };
  const isExternal = source.objects.some(
    ({ object }) => object.kind === 'ExternalSecret' && isTarget(object, namespace, name),
  );
  if (isExternal) return { from: 'external', why: 'An ExternalSecret of the adopted tree makes it.' };
  return unknownDelivery;
}

function isTarget(object: SourceObject['object'], namespace: string, name: string): boolean {
  const { spec, metadata } = object;
  const target = isMap(spec) && isMap(spec['target']) ? asText(spec['target']['name']) : '';
  return namespaceOf(object) === namespace && name === (target === '' ? metadata.name : target);
}
