import { type BootstrapKit, type Slot, slotFileName, slotFolderName } from '@sovereign-fleet/domain';
import { kustomizationFile, printManifests } from '@sovereign-fleet/flux';
import { oncePer } from './layers/once-per';
import { customResources, sharedSources, slotManifests } from './slot-file';

type PrintedFile = readonly [name: string, content: string];

/** The files of a kit with some of its slots, in the order of their names. They are the same in every Sovereign. */
export function printedKit(kit: BootstrapKit, slots: readonly Slot[]): readonly PrintedFile[] {
  const printed = printedOf(kit);
  const key = slots.map(({ name }) => name).join(' ');
  const files = printed.get(key) ?? printFiles(kit, slots);
  printed.set(key, files);
  return files;
}

/** What was printed of a kit, by the names of its slots: few Sovereigns leave the same ones out. */
const printedOf = oncePer<BootstrapKit, Map<string, readonly PrintedFile[]>>(() => new Map());

const sourcesFile = 'sources.yaml';

function printFiles(kit: BootstrapKit, slots: readonly Slot[]): readonly PrintedFile[] {
  const sources = sharedSources(slots, kit);
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
