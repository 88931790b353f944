/**
 * Whether a version comes before another, by the three numbers; a version of other letters is neither. A release comes
 * after its pre-releases.
 */
export function isLowerVersion(version: string, other: string): boolean {
  const [left, right] = [partsOf(version), partsOf(other)];
  if (left === undefined || right === undefined) return false;
  const index = left.findIndex((part, place) => part !== right[place]);
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0);
}

function partsOf(version: string): readonly number[] | undefined {
  const [, major, minor, patch, pre] = /^v?(\d+)\.(\d+)\.(\d+)(-[^+]*)?(?:\+.*)?$/.exec(version) ?? [];
  if (major === undefined) return undefined;
  return [Number(major), Number(minor), Number(patch), pre === undefined ? 1 : 0];
}
