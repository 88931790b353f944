/** Whether a Flux is of this version or a newer one. Without a version it is the newest. */
export function isFluxFrom(wanted: string, version: string | undefined): boolean {
  if (version === undefined) return true;
  const [own, other] = [numbersOf(version), numbersOf(wanted)];
  if (own.length === 0) return true;
  const at = other.findIndex((number, index) => number !== (own[index] ?? 0));
  return at < 0 || (own[at] ?? 0) > (other[at] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  const [, major, minor, patch = '0'] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined ? [] : [Number(major), Number(minor), Number(patch)];
}
