import {
  type BootstrapKit,
  kitFolderName,
  readyName,
  regionFolder,
  type Repository,
  sovereignFolder,
  treePath,
  type TreePath,
} from '@sovereign-fleet/domain';
import {
  type ChangePatch,
  configMap,
  fluxNamespace,
  gitRepository,
  kustomization,
  kustomizationFile,
  printManifests,
  template,
} from '@sovereign-fleet/flux';
import { fluxInstallFile, printedFluxInstall } from './flux-install';
import { printedKustomizations, source } from './kit-kustomizations';
import { oncePer } from './layers/once-per';
import { notificationsFile, printedNotifications } from './notifications';
import { overlayPatches } from './overlay';
import { isPartIn, type Part } from './parts';
import { hasSecrets, ownSecretFiles, printedSecretKustomizations, secretsFile } from './secret-folders';
import type { ResolvedRegion, ResolvedSlot, Topology } from './topology';

const kitFile = `${kitFolderName}.yaml`;

/** The files that are the same in every region. */
const same = {
  ready: printManifests([kustomizationFile({ resources: ['config-map.yaml'] })]),
  region: printManifests([kustomizationFile({ resources: [kitFile, fluxNamespace] })]),
  regionWithSecrets: printManifests([kustomizationFile({ resources: [kitFile, fluxNamespace, secretsFile] })]),
};

/**
 * What the Flux of one region reads: its own sync, the Kustomizations of the kit and of its readiness, and the overlays
 * on the kit and on the Sovereign's own slots.
 */
export function regionFiles(
  region: ResolvedRegion,
  [ofKit, ...others]: readonly Part[],
  topology: Topology,
): readonly (readonly [TreePath, string])[] {
  const { fqdn, kit } = topology;
  const folder = regionFolder(fqdn, region.key);
  const ready = `${folder}/${readyName}`;
  const overlay = (part: Part) => {
    return [treePath(folder, part.name, 'kustomization.yaml'), overlayFile(region, part, kit)] as const;
  };
  const own = others.filter((part) => isPartIn(part, region.slots));
  return [
    [treePath(ready, 'config-map.yaml'), readyConfigMap({ region: region.key, sovereign: fqdn })],
    [treePath(ready, 'kustomization.yaml'), same.ready],
    [treePath(folder, kitFile), printedKustomizations(region, { fqdn, kit })],
    ...(ofKit === undefined ? [] : [overlay(ofKit)]),
    ...fluxFiles(region, topology, own.length > 0),
    [treePath(folder, 'kustomization.yaml'), hasSecrets(region, topology) ? same.regionWithSecrets : same.region],
    ...own.map(overlay),
    ...secretFiles(region, topology),
  ];
}

/** What a region's Flux has for itself: its sync, and where it is so, its install and where it says how it is. */
function fluxFiles(
  region: ResolvedRegion,
  topology: Topology,
  hasOwnSlots: boolean,
): readonly (readonly [TreePath, string])[] {
  const { fqdn, repository, reportsHealth, fluxInstall } = topology;
  const folder = regionFolder(fqdn, region.key);
  const path = `./${folder}` as const;
  const files: readonly (readonly [string, string])[] = [
    ...(fluxInstall === undefined ? [] : [[fluxInstallFile, printedFluxInstall(fluxInstall)] as const]),
    ['gotk-sync.yaml', syncOf(repository)({ path, sovereign: `${sovereignFolder(fqdn)}/` })],
    ...(reportsHealth ? [[notificationsFile, printedNotifications(region, topology, hasOwnSlots)] as const] : []),
  ];
  const all = [...files, ['kustomization.yaml', kustomizationOf(files.map(([name]) => name))] as const];
  return all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [treePath(folder, fluxNamespace, name), text]);
}

/** By what they name: every region of a fleet has one of a few. */
const kustomizationFiles = new Map<string, string>();

function kustomizationOf(resources: readonly string[]): string {
  const key = resources.join(' ');
  const text = kustomizationFiles.get(key) ?? printManifests([kustomizationFile({ resources })]);
  kustomizationFiles.set(key, text);
  return text;
}

/** The last files of a region, in the order of their paths. */
function secretFiles(region: ResolvedRegion, topology: Topology): readonly (readonly [TreePath, string])[] {
  if (!hasSecrets(region, topology)) return [];
  const file = treePath(regionFolder(topology.fqdn, region.key), secretsFile);
  return [[file, printedSecretKustomizations(region, topology)], ...ownSecretFiles(region, topology)];
}

/** What `flux bootstrap` calls gotk-sync: where a region's Flux reads, and what. */
const syncOf = oncePer(({ branch, url }: Repository) => {
  return template<'path' | 'sovereign'>((place) => [
    gitRepository(fluxNamespace, {
      interval: '1m',
      ref: { branch },
      secretRef: { name: fluxNamespace },
      // With its slash, since texts are compared: acme.example.com begins acme.example.com.au, too.
      sparseCheckout: [place('sovereign')],
      url,
    }),
    kustomization(fluxNamespace, { interval: '10m', path: place('path'), prune: true, sourceRef: source }),
  ]);
});

/** What `bootstrap-kit-ready` applies, since kustomize builds no folder without a resource. */
const readyConfigMap = template<'region' | 'sovereign'>((place) => {
  return [configMap(readyName, { region: place('region'), sovereign: place('sovereign') })];
});

function overlayFile({ slots }: ResolvedRegion, part: Part, kit: BootstrapKit): string {
  const printed = overlaysOf(kit)(slots);
  const key = [part.name, ...part.slots.map(({ name }) => name)].join(' ');
  const text = printed.get(key) ?? printOverlay(part.name, overlayPatches(slots, part, kit));
  printed.set(key, text);
  return text;
}

/** What was printed for regions with the same list of slots, by the part that is patched. */
const overlaysOf = oncePer<BootstrapKit, (slots: readonly ResolvedSlot[]) => Map<string, string>>(() => {
  return oncePer(() => new Map());
});

function printOverlay(part: Part['name'], patches: readonly ChangePatch[]): string {
  return printManifests([kustomizationFile({ resources: [`../../${part}`], patches })]);
}
