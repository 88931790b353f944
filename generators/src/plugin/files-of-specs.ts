import { graphFile, kitOfFile, objectFiles } from '@sovereign-fleet/bootstrap-kit/layout';
import { pathsByFolder } from './paths-by-folder';

/** The files that specs read. */
export interface FilesOfSpecs {
  readonly kits: readonly string[];
  /** Of all files, from the root. */
  readonly patterns: readonly string[];
}

/** What a spec reads beside its own folder, by what it imports from there. */
export type FilesWith = (imported: readonly string[]) => FilesOfSpecs;

/**
 * With what the spec of the fleet imports, but for the kits of other Sovereigns. Sovereigns of one kit import the same
 * files, so they are grouped once.
 */
export function filesWith(ofFleet: readonly string[]): FilesWith {
  const known = new Map<string, FilesOfSpecs>();
  return (imported) => {
    const key = imported.join('\n');
    const found = known.get(key) ?? filesOf(imported, ofFleet);
    known.set(key, found);
    return found;
  };
}

function filesOf(imported: readonly string[], ofFleet: readonly string[]): FilesOfSpecs {
  const hasKit = kitsIn(imported).length > 0;
  const shared = ofFleet.filter((file) => !hasKit || kitOfFile(file) === undefined);
  const all = [...new Set([...imported, ...shared])];
  const beside = kitsIn(all).flatMap((kit) => [graphFile(kit), objectFiles(kit)]);
  return { kits: kitsIn(all), patterns: [...pathsByFolder(all), ...beside] };
}

function kitsIn(files: readonly string[]): readonly string[] {
  return [...new Set(files.flatMap((file) => kitOfFile(file) ?? []))];
}
