export type { FluxTable, GoZeros, KubernetesTable, StructuralSchema, TypeCode } from './contract/server-tables';
