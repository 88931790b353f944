import type { FluxTable, StructuralSchema } from '@sovereign-fleet/renderer/schemas';

/** What is read of a CustomResourceDefinition. */
export interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: StructuralSchema };
    }[];
  };
}

/** Text for people, and what no check reads. */
const dropped = new Set(['description', 'example', 'externalDocs', 'title', 'status']);

/** The definitions of each minor version of Flux, `2.9`, as one table: equal schemas stand in it once. */
export function fluxTable(definitions: ReadonlyMap<string, readonly Definition[]>): FluxTable {
  const schemas: string[] = [];
  const place = (schema: StructuralSchema): number => {
    const text = JSON.stringify(schema);
    return schemas.includes(text) ? schemas.indexOf(text) : schemas.push(text) - 1;
  };
  const versions = [...definitions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([version, all]) => {
      const kinds = all.flatMap(({ spec: { group, names, versions: served } }) =>
        served
          .filter((one) => one.served)
          .map((one) => [`${group}/${one.name}/${names.kind}`, place(trim(one.schema.openAPIV3Schema))] as const),
      );
      return [version, Object.fromEntries(kinds.sort(([a], [b]) => (a < b ? -1 : 1)))] as const;
    });
  return {
    versions: Object.fromEntries(versions),
    schemas: schemas.map((text) => JSON.parse(text) as StructuralSchema),
  };
}

/** What is of every object stands in no schema of ours, and Flux takes off the status. */
const ofEveryObject = ['apiVersion', 'kind', 'metadata', 'status'];

function trim({ properties = {}, ...rest }: StructuralSchema): StructuralSchema {
  const own = Object.entries(properties).filter(([name]) => !ofEveryObject.includes(name));
  return withoutText({ ...rest, properties: Object.fromEntries(own) }, false) as StructuralSchema;
}

function withoutText(value: unknown, named: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutText(item, false));
  if (typeof value !== 'object' || value === null) return value;
  // Below `properties` the keys are names of fields, and one of them may be "description".
  const kept = Object.entries(value).filter(([key]) => named || !dropped.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutText(inner, !named && key === 'properties')]));
}
