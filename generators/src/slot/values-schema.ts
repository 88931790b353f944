import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import { type BootstrapKit, isDnsLabel, oneLine, printableLine } from '@sovereign-fleet/domain';
import { tagOfVersion } from '@sovereign-fleet/flux';
import type { ChartReference } from '@sovereign-fleet/renderer';
import { toolsFor } from '@sovereign-fleet/workspace/render';
import { schemaFile } from '../values/slot-schemas';
import type { NewSlot } from './plan';

/** The schema of a chart's values, or why there is none to take, as the end of a sentence. */
export type FoundSchema = { readonly text: string } | { readonly reason: string };

/** From `charts/` of the workspace; with `pull`, from where Flux will have the chart. */
export async function findSchema(
  nxTree: NxTree,
  { chart, name: slot }: NewSlot,
  { kit, pull }: { readonly kit: BootstrapKit; readonly pull: boolean },
): Promise<FoundSchema> {
  const { name = slot, version } = chart;
  if (!isDnsLabel(name)) return { reason: 'the name of its chart is no name of a folder' };
  const own = nxTree.read(`charts/${name}/Chart.yaml`, 'utf-8') ?? '';
  if (new RegExp(`^version: ["']?${version.replace(/[.+]/g, '\\$&')}["']?\\s*$`, 'm').test(own)) {
    return schemaIn(join(nxTree.root, 'charts', name));
  }
  if (!pull) return { reason: 'its chart is not in charts/, and --pull fetches it' };
  try {
    const { tools } = await toolsFor({}, nxTree.root);
    const found = await tools.findChart(referenceTo(kit, { ...chart, name }));
    return found.ok ? schemaIn(found.value.path) : { reason: printableLine(oneLine(found.reason)) };
  } catch (error) {
    return { reason: printableLine(oneLine(error instanceof Error ? error.message : String(error))) };
  }
}

/** A link may lead to any file of this machine, which would then stand in the kit. */
function schemaIn(folder: string): FoundSchema {
  const file = join(folder, schemaFile);
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true
    ? { text: readFileSync(file, 'utf8') }
    : { reason: `its chart has no ${schemaFile}` };
}

function referenceTo(
  { sources }: BootstrapKit,
  { source, name, version }: NewSlot['chart'] & { readonly name: string },
): ChartReference {
  const { type, url } = sources[source ?? Object.keys(sources)[0] ?? ''] ?? { type: 'oci', url: '' };
  if (type === 'oci') return { kind: 'oci', url: `${url}/${name}`, tag: tagOfVersion(version) };
  return { kind: 'helm', url, name, version };
}
