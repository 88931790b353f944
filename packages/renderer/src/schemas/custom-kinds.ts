import { groupOf } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { notServed, type ServedKind } from './served-kinds';
import type { StructuralSchema } from '../contract/server-tables';
import { isMap } from './violation';

/** Finds a kind of the CustomResourceDefinitions; undefined where none of them defines it. */
export type CustomKinds = (apiVersion: string, kind: string) => ServedKind | undefined;

interface Version {
  readonly name?: unknown;
  readonly served?: unknown;
  readonly schema?: { readonly openAPIV3Schema?: unknown };
}

interface Definition {
  readonly group?: unknown;
  readonly names?: { readonly kind?: unknown };
  readonly versions?: unknown;
}

/** Lets everything pass. */
const anything: StructuralSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** The kinds that these objects define. */
export function customKindsOf(objects: readonly KubernetesObject[]): CustomKinds {
  const known = new Map(
    objects
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ spec }) => (isMap(spec) ? (spec as Definition) : {})) // looked at field by field
      .map(({ group, names, versions }) => [
        `${String(group)}/${String(names?.kind)}`,
        Array.isArray(versions) ? (versions as readonly unknown[]).filter(isMap) : [],
      ]),
  );
  return (apiVersion, kind) => {
    const group = groupOf(apiVersion);
    const versions: readonly Version[] | undefined = known.get(`${group}/${kind}`);
    if (versions === undefined) return undefined;
    const served = versions.filter(({ served: isServed }) => isServed !== false);
    const own = served.find(({ name }) => `${group}/${String(name)}` === apiVersion);
    const instead = served.map(({ name }) => `${group}/${String(name)}`);
    if (own === undefined) return { refused: notServed(apiVersion, kind, instead) };
    const schema = own.schema?.openAPIV3Schema;
    return { schema: isMap(schema) ? schema : anything };
  };
}
