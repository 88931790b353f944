import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { printObject, type Rendered, type RenderedObject, type RenderedRegion } from '@sovereign-fleet/renderer';

/**
 * Writes what was rendered of a Sovereign to `folder`: for each region `objects.yaml` for people and `region.json` for
 * programs. The folder is replaced as a whole, once everything is written.
 */
export function writeRender(folder: string, { regions }: Rendered): void {
  mkdirSync(dirname(folder), { recursive: true });
  // What a run leaves that is killed here has a name that no Sovereign has.
  const work = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    for (const region of regions) {
      const own = join(work, 'new', region.region);
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, 'objects.yaml'), objectsText(region));
      writeFileSync(join(own, 'region.json'), `${JSON.stringify(region, undefined, 1)}\n`);
    }
    // Two renames, since a folder that is being removed would be there by half.
    if (existsSync(folder)) renameSync(folder, join(work, 'old'));
    renameSync(join(work, 'new'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function objectsText({ objects }: RenderedRegion): string {
  return objects.map((one) => `---\n# ${whoApplies(one)}\n${printObject(one.object)}`).join('');
}

function whoApplies({ appliedBy, namespace, object }: RenderedObject): string {
  const into = namespace === (object.metadata.namespace ?? '') ? '' : ` into ${namespace}`;
  return `applied by ${appliedBy.kind} ${appliedBy.namespace}/${appliedBy.name}${into}`;
}
