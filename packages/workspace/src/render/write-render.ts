import type { Rendered } from '@sovereign-fleet/renderer';
import { printJson } from '@sovereign-fleet/go-text';
import { replaceFolder } from '../disk/replace-folder';
import { objectsText } from './objects-text';

/** Writes a rendered Sovereign: for each region `objects.yaml` for people and `region.json` for programs. */
export function writeRender(folder: string, { regions }: Rendered, root = ''): void {
  const files = regions.flatMap((region) => [
    [`${region.region}/objects.yaml`, objectsText(region)] as const,
    [`${region.region}/region.json`, `${printJson(region, 1)}\n`] as const,
  ]);
  replaceFolder(folder, new Map(files), root);
}
