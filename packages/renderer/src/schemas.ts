export { type FileRefusal, refusedInFiles } from './schemas/refused-files';
export type { FluxTable, KubernetesTable, StructuralSchema, TypeCode } from './contract/server-tables';
