import type { Json, ModelSecret, ModelSource } from '../model/kit-model';
import type { ModelMap } from '../model/expression';
import { idOf, type Source } from '../source/source-tree';
import { isMap } from './actions';
import { type Release, textOf } from './charts';
import { plainMap } from './to-model';

/** `valuesFrom` as a row says it. */
export function inputsOf({ spec }: Release): readonly ModelMap[] | undefined {
  const { valuesFrom } = spec;
  if (!Array.isArray(valuesFrom) || valuesFrom.length === 0) return undefined;
  return (valuesFrom as readonly Json[]).filter(isMap).map((entry): ModelMap => {
    const { kind, name, valuesKey, targetPath, optional, literal, ...others } = entry;
    return {
      kind: textOf(kind),
      name: textOf(name),
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
  const found = { Secret: new Map<string, Found>(), ConfigMap: new Map<string, Found>() };
  const add = (kind: 'Secret' | 'ConfigMap', name: string, { namespace, key }: { namespace: string; key: string }) => {
    const entry = found[kind].get(name) ?? { namespace, keys: new Set<string>() };
    entry.keys.add(key);
    found[kind].set(name, entry);
  };
  for (const { secret, url } of pulls) {
    const keys = url.startsWith('oci://') ? ['.dockerconfigjson'] : ['username', 'password'];
    for (const key of secret === undefined ? [] : keys) add('Secret', secret ?? '', { namespace: 'flux-system', key });
  }
  for (const release of releases) {
    const namespace = release.of.object.metadata.namespace ?? 'default';
    for (const { kind, name, key = 'values.yaml' } of inputsOf(release) ?? []) {
      add(kind === 'ConfigMap' ? kind : 'Secret', String(name), { namespace, key: String(key) });
    }
  }
  const rows = (kind: 'Secret' | 'ConfigMap') =>
    [...found[kind]].map(([name, { namespace, keys }]): readonly [string, ModelSecret] => {
      return [name, { namespace, keys: [...keys], ...deliveryOf(name, namespace, source) }];
    });
  return { secrets: Object.fromEntries(rows('Secret')), configMaps: Object.fromEntries(rows('ConfigMap')) };
}

interface Found {
  readonly namespace: string;
  readonly keys: Set<string>;
}

function deliveryOf(name: string, namespace: string, { objects }: Source): Pick<ModelSecret, 'from' | 'why'> {
  const encrypted = objects.some(({ id, object }) => id === idOf('Secret', namespace, name) && 'sops' in object);
  if (encrypted) return { from: 'sops', why: 'The adopted tree has it encrypted.' };
  const isExternal = objects.some(({ object }) => object.kind === 'ExternalSecret' && targetName(object) === name);
  if (isExternal) return { from: 'external', why: 'An ExternalSecret of the adopted tree makes it.' };
  return { from: 'bootstrap', why: 'The adopted tree does not say who delivers it.' };
}

function targetName(object: { readonly [field: string]: Json }): string {
  const { spec, metadata } = object;
  const target = isMap(spec) && isMap(spec['target']) ? textOf(spec['target']['name']) : '';
  return target === '' && isMap(metadata) ? textOf(metadata['name']) : target;
}
