import type { z } from 'zod';

type Schema = z.core.$ZodType;

/**
 * The keys that the object at a path may have, in the order of its schema; none where the schema knows no keys there.
 */
export function keysAt(schema: Schema, path: readonly PropertyKey[]): readonly string[] {
  const { def } = (schemaAt(schema, path)?._zod ?? {}) as { readonly def?: z.core.$ZodTypes['_zod']['def'] };
  return def?.type === 'object' ? Object.keys(def.shape) : [];
}

/** A path with `[]` for any index and `*` for any key of a record: `regions[].key`, `shards.*.url`. */
export function patternOf(schema: Schema, path: readonly PropertyKey[]): string {
  const parts = path.map((part, index) => {
    if (typeof part === 'number') return '[]';
    // Every schema is one of these.
    const parent = schemaAt(schema, path.slice(0, index)) as z.core.$ZodTypes | undefined;
    return parent?._zod.def.type === 'record' ? '.*' : `.${String(part)}`;
  });
  return parts.join('').replace(/^\./, '');
}

function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema | undefined {
  return path.reduce<Schema | undefined>(
    (found, part) => (found === undefined ? undefined : schemaBelow(found, part)),
    innerSchema(schema),
  );
}

function schemaBelow(schema: Schema, part: PropertyKey): Schema | undefined {
  const child = childOf((schema as z.core.$ZodTypes)._zod.def, part);
  return child === undefined ? undefined : innerSchema(child);
}

function childOf(def: z.core.$ZodTypes['_zod']['def'], part: PropertyKey): Schema | undefined {
  if (def.type === 'array') return def.element;
  if (def.type === 'record') return def.valueType;
  return def.type === 'object' && Object.hasOwn(def.shape, part) ? def.shape[String(part)] : undefined;
}

/** Without what says only whether a value has to be there, or what becomes of it. */
function innerSchema(schema: Schema): Schema {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'pipe') return innerSchema(hasKeys(def.in) ? def.in : def.out);
  return 'innerType' in def ? innerSchema(def.innerType) : schema;
}

/** A schema that only says what a value is, or makes another of it, knows no keys. */
function hasKeys(schema: Schema): boolean {
  return !['custom', 'transform'].includes((innerSchema(schema) as z.core.$ZodTypes)._zod.def.type);
}
