export { type FileRefusal, refusedInFiles } from './schemas/refused-files';
export type { FluxTable, GoZeros, KubernetesTable, StructuralSchema, TypeCode } from './contract/server-tables';
