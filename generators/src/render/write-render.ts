import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printObject, type Rendered, type RenderedObject, type RenderedRegion } from '@sovereign-fleet/renderer';

/**
 * Writes what was rendered of a Sovereign to `folder`: for each region `objects.yaml` for people and `region.json` for
 * programs. The folder is replaced as a whole, once everything is written.
 */
export function writeRender(folder: string, { regions }: Rendered): void {
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    for (const region of regions) {
      mkdirSync(join(work, region.region));
      writeFileSync(join(work, region.region, 'objects.yaml'), objectsText(region));
      writeFileSync(join(work, region.region, 'region.json'), `${JSON.stringify(region, undefined, 1)}\n`);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(work, folder);
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
