export type { FluxTable, KubernetesTable, StructuralSchema, TypeCode } from './contract/server-tables';
