import type { Json, ModelSecret, ModelSource } from '../model/kit-model';
import type { ModelMap } from '../model/expression';
import { idOf, type Source } from '../source/source-tree';
import { isMap } from './actions';
import { type Release, textOf } from './charts';

/** `valuesFrom` as a row says it; undefined where it says something else. */
export function inputsOf({ spec }: Release): readonly ModelMap[] | undefined {
  const { valuesFrom } = spec;
  if (!Array.isArray(valuesFrom) || valuesFrom.length === 0) return undefined;
  const known = ['kind', 'name', 'valuesKey', 'targetPath', 'optional'];
  const inputs = (valuesFrom as readonly Json[]).flatMap((entry): readonly ModelMap[] => {
    if (!isMap(entry) || Object.keys(entry).some((key) => !known.includes(key))) return [];
    const { kind, name, valuesKey, targetPath, optional } = entry;
    const from = kind === 'ConfigMap' ? { configMap: textOf(name) } : { secret: textOf(name) };
    return [
      {
        from,
        key: textOf(valuesKey) || 'values.yaml',
        ...(typeof targetPath === 'string' ? { to: targetPath } : {}),
        ...(optional === true ? { optional } : {}),
      },
    ];
  });
  return inputs.length === valuesFrom.length ? inputs : undefined;
}

/** The Secrets that releases read and sources pull with, and who delivers each, as far as the tree says. */
export function secretsOf(
  releases: readonly Release[],
  pulls: readonly ModelSource[],
  source: Source,
): Readonly<Record<string, ModelSecret>> {
  const found = new Map<string, { namespace: string; keys: Set<string> }>();
  const add = (name: string, namespace: string, key: string) => {
    const entry = found.get(name) ?? { namespace, keys: new Set<string>() };
    entry.keys.add(key);
    found.set(name, entry);
  };
  for (const { secret, url } of pulls) {
    const keys = url.startsWith('oci://') ? ['.dockerconfigjson'] : ['username', 'password'];
    for (const key of secret === undefined ? [] : keys) add(secret ?? '', 'flux-system', key);
  }
  for (const release of releases) {
    for (const { from, key } of inputsOf(release) ?? []) {
      const { secret } = from as { readonly secret?: string }; // as inputsOf wrote it
      if (secret !== undefined) add(secret, release.of.object.metadata.namespace ?? 'default', String(key));
    }
  }
  const rows = [...found].map(([name, { namespace, keys }]): readonly [string, ModelSecret] => {
    return [name, { namespace, keys: [...keys], ...deliveryOf(name, namespace, source) }];
  });
  return Object.fromEntries(rows);
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
