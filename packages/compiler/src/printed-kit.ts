import { type BootstrapKit, type Slot, slotFileName, slotFolderName } from '@sovereign-fleet/domain';
import { kustomizationFile, type Manifest, printManifests } from '@sovereign-fleet/flux';
import { oncePer } from './layers/once-per';
import type { Part } from './parts';
import { customResources, sharedSources, slotManifests } from './slot-file';

type PrintedFile = readonly [name: string, content: string];

/**
 * The files of a part, in the order of their names. Those of a kit's slots are the same in every Sovereign. `known` are
 * repositories that stand elsewhere in the tree.
 */
export function printedKit(part: Part, known: readonly Manifest[]): readonly PrintedFile[] {
  const printed = printedOf(part.printedFrom);
  const key = [...part.slots, ...known].map((one) => ('kind' in one ? one.metadata?.name : one.name)).join(' ');
  const files = printed.get(key) ?? printFiles(part, known);
  printed.set(key, files);
  return files;
}

/** What was printed of a kit, by the names of its slots: few Sovereigns leave the same ones out. */
const printedOf = oncePer<BootstrapKit, Map<string, readonly PrintedFile[]>>(() => new Map());

const sourcesFile = 'sources.yaml';

function printFiles({ slots, printedFrom: kit }: Part, known: readonly Manifest[]): readonly PrintedFile[] {
  const names = known.map(({ metadata }) => metadata?.name);
  const sources = sharedSources(slots, kit).filter(({ metadata }) => !names.includes(metadata?.name));
  const resources = [...slots.map(slotFileName), ...(sources.length > 0 ? [sourcesFile] : [])];
  return [
    // Names of files and folders begin with the slot's number; a folder comes behind the file of its name.
    ...slots.flatMap((slot): readonly PrintedFile[] => printSlot(kit)(slot)),
    ['kustomization.yaml', printManifests([kustomizationFile({ resources })])],
    ...(sources.length > 0 ? [[sourcesFile, printManifests(sources)] as const] : []),
  ];
}

const printSlot = oncePer((kit: BootstrapKit) =>
  oncePer((slot: Slot): readonly PrintedFile[] => {
    const custom = customResources(slot, kit);
    const file: PrintedFile = [slotFileName(slot), printManifests(slotManifests(slot, kit))];
    if (custom.length === 0) return [file];
    const folder = slotFolderName(slot);
    const resources = ['objects.yaml'];
    return [
      file,
      [`${folder}/kustomization.yaml`, printManifests([kustomizationFile({ resources })])],
      [`${folder}/objects.yaml`, printManifests(custom)],
    ];
  }),
);
