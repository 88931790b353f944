import { type EditStep } from './record-edit';

/**
 * The path to take out so that nothing empty is left: that of a value, or of what holds nothing else. `path` has keys
 * alone; `data` is what stands there.
 */
export function removalPath(data: unknown, path: readonly string[]): readonly EditStep[] {
  const [key, ...rest] = path;
  if (key === undefined || rest.length === 0) return path;
  const inner =
    typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[key] : undefined;
  const isAlone = typeof inner === 'object' && inner !== null && Object.keys(inner).length === 1;
  const below = removalPath(inner, rest);
  return isAlone && below.length === 1 ? [key] : [key, ...below];
}
