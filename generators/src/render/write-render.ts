import { printObject, type Rendered, type RenderedObject, type RenderedRegion } from '@sovereign-fleet/renderer';
import { replaceFolder } from '../replace-folder';

/** Writes what was rendered of a Sovereign: for each region `objects.yaml` for people and `region.json` for programs. */
export function writeRender(folder: string, { regions }: Rendered): void {
  const files = regions.flatMap((region) => [
    [`${region.region}/objects.yaml`, objectsText(region)] as const,
    [`${region.region}/region.json`, `${JSON.stringify(region, undefined, 1)}\n`] as const,
  ]);
  replaceFolder(folder, new Map(files));
}

function objectsText({ objects }: RenderedRegion): string {
  return objects.map((one) => `---\n# ${whoApplies(one)}\n${printObject(one.object)}`).join('');
}

function whoApplies({ appliedBy, namespace, object }: RenderedObject): string {
  const into = namespace === (object.metadata.namespace ?? '') ? '' : ` into ${namespace}`;
  return `applied by ${appliedBy.kind} ${appliedBy.namespace}/${appliedBy.name}${into}`;
}
