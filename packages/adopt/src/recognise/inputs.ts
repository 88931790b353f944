import { type ModelMap } from '../model/expression';
import { asText, isMap, type Json } from '../model/json';
import type { ModelSecret, ModelSource } from '../model/kit-model';
import type { Release } from '../model/recognised';
import { idOf, type Source, type SourceObject } from '../model/source';
import { plainMap } from './to-model';
import { groupBy } from '../model/group-by';
import { isCarried } from '../source/carried-files';
import { namespaceOf } from '@sovereign-fleet/renderer';

/** `valuesFrom` as a row says it. */
export function inputsOf({ spec }: Release): readonly ModelMap[] | undefined {
  const { valuesFrom } = spec;
  if (!Array.isArray(valuesFrom) || valuesFrom.length === 0) return undefined;
  return (valuesFrom as readonly Json[]).filter(isMap).map((entry): ModelMap => {
    const { kind, name, valuesKey, targetPath, optional, literal, ...others } = entry;
    return {
      kind: asText(kind),
      name: asText(name),
      key: typeof valuesKey === 'string' ? valuesKey : undefined,
      to: typeof targetPath === 'string' ? targetPath : undefined,
      optional: optional === true ? optional : undefined,
      literal: literal === true ? literal : undefined,
      ...plainMap(others),
    };
  });
}

/** The Secrets and ConfigMaps that releases read and sources pull with, and who delivers each, as the tree says. */
export function deliveredOf(
  releases: readonly Release[],
  pulls: readonly ModelSource[],
  source: Source,
): Record<'secrets' | 'configMaps', Readonly<Record<string, ModelSecret>>> {
  const ofSources = pulls.flatMap(({ secret, url }) => (secret === undefined ? [] : [pullSecret(secret, url)]));
  const asked = [...ofSources, ...releases.flatMap(inputObjects)];
  return { secrets: rowsOf(asked, 'Secret', source), configMaps: rowsOf(asked, 'ConfigMap', source) };
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

function rowsOf(asked: readonly Asked[], kind: string, source: Source): Readonly<Record<string, ModelSecret>> {
  const groups = groupBy(
    asked.filter((one) => one.kind === kind),
    ({ name }) => name,
  );
  const rows = [...groups].map(([name, all]): readonly [string, ModelSecret] => {
    const namespace = all[0]?.namespace ?? '';
    const keys = [...new Set(all.flatMap((one) => one.keys))];
    const delivery = kind === 'Secret' ? deliveryOf(name, namespace, source) : unknownDelivery;
    return [name, { namespace, keys, ...delivery }];
  });
  return Object.fromEntries(rows);
}

const unknownDelivery = { from: 'bootstrap', why: 'The adopted tree does not say who delivers it.' } as const;

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
