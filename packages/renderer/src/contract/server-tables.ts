/**
 * The type of a field of Kubernetes: `string`, `int32`, `int64`, `integer`, `number`, `boolean`; `bytes` for a text in
 * base64; `int-or-string`; `time`, and `micro-time` with six digits of a second; `quantity` for a text or a number that
 * is a size, such as `500m`; `any`; the name of a type. `[]` stands
 * before the type of a list's entries: `[name]` where `name` tells them apart, `[=]` where they are all different; `{}`
 * before the type of a map's values.
 */
export type TypeCode = string;

/** What API servers of several versions of Kubernetes know of their own kinds. `npm run schemas` makes it. */
export interface KubernetesTable {
  /** The versions it was made from: 34 for 1.34. */
  readonly minors: readonly number[];
  /** By `apps/v1/Deployment`, the name of its type; with the versions that have it where not all have: `x 31-33`. */
  readonly kinds: Readonly<Record<string, string>>;
  /** By name of a type, its fields, each with its code and its versions as above. */
  readonly types: Readonly<Record<string, Readonly<Record<string, TypeCode>>>>;
  /** Of the Go types that the newest Flux is built with. */
  readonly zeros: GoZeros;
}

/**
 * By name of a type, its fields that hold a text, a number, a boolean or another type itself: null where Go leaves an
 * empty one out, else the zero that it writes, `{}` for the zeros of the other type.
 */
export type GoZeros = Readonly<Record<string, Readonly<Record<string, Zero>>>>;

type Zero = string | number | boolean | null | Readonly<Record<string, never>>;

/** The schemas of Flux's own kinds. `npm run schemas` makes it. */
export interface FluxTable {
  /** By minor version of Flux, by `source.toolkit.fluxcd.io/v1/Bucket`: the place of the schema in the list. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly schemas: readonly StructuralSchema[];
}

/** The schema of a custom resource, as far as it is read (CustomResourceDefinition, openAPIV3Schema). */
export interface StructuralSchema {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly items?: StructuralSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly SchemaRule[];
}

/** A rule in CEL that a value has to hold. */
export interface SchemaRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** What schemas of a tree may ask for that takes a library. */
export interface SchemaChecks {
  /** Whether a text matches a pattern as Go's regexp reads it. */
  readonly matches: (text: string, pattern: string) => boolean;
  /** Whether a value breaks a rule in CEL that is of more than fields and texts; `before` is its `oldSelf`. */
  readonly breaks: (rule: string, value: unknown, before?: unknown) => boolean;
}

/** What is known of API servers. */
export interface ServerTables {
  readonly kubernetes: KubernetesTable;
  readonly flux: FluxTable;
  /** The checks for anybody's schemas. Only a tree that has some pays for them: they take 50 ms to load. */
  readonly loadChecks: () => Promise<SchemaChecks>;
}
