import {
  kitFolderName,
  regionFolder,
  type Repository,
  type Slot,
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
import { printedKustomizations, readyName, source } from './kit-kustomizations';
import { oncePer } from './layers/once-per';
import { overlayPatches } from './overlay';
import { hasSecrets, ownSecretFiles, printedSecretKustomizations, secretsFile } from './secret-folders';
import type { ResolvedRegion, Topology } from './topology';

/** The kit of the Sovereign from a region's overlay. */
const kitOfOverlay = `../../${kitFolderName}`;

const kitFile = `${kitFolderName}.yaml`;

/** The files that are the same in every region. */
const same = {
  fluxSystem: printManifests([kustomizationFile({ resources: ['gotk-sync.yaml'] })]),
  overlay: printManifests([kustomizationFile({ resources: [kitOfOverlay] })]),
  ready: printManifests([kustomizationFile({ resources: ['config-map.yaml'] })]),
  region: printManifests([kustomizationFile({ resources: [kitFile, fluxNamespace] })]),
  regionWithSecrets: printManifests([kustomizationFile({ resources: [kitFile, fluxNamespace, secretsFile] })]),
};

/**
 * What the Flux of one region reads: its own sync, the Kustomizations of the kit and of its readiness, and the overlay
 * on the kit.
 */
export function regionFiles(
  region: ResolvedRegion,
  base: readonly Slot[],
  topology: Topology,
): readonly (readonly [TreePath, string])[] {
  const { fqdn, repository, kit } = topology;
  const folder = regionFolder(fqdn, region.key);
  const overlay = `${folder}/${kitFolderName}`;
  const ready = `${folder}/${readyName}`;
  const sync = `${folder}/${fluxNamespace}`;
  return [
    [treePath(ready, 'config-map.yaml'), readyConfigMap(fqdn, region)],
    [treePath(ready, 'kustomization.yaml'), same.ready],
    [treePath(folder, kitFile), printedKustomizations(region, { fqdn, kit })],
    [treePath(overlay, 'kustomization.yaml'), overlayFile(overlayPatches(region, base, kit))],
    [
      treePath(sync, 'gotk-sync.yaml'),
      syncOf(repository)({ path: `./${folder}`, sovereign: `${sovereignFolder(fqdn)}/` }),
    ],
    [treePath(sync, 'kustomization.yaml'), same.fluxSystem],
    ...secretFiles(region, topology),
  ];
}

/** The last files of a region, in the order of their paths. */
function secretFiles(region: ResolvedRegion, topology: Topology): readonly (readonly [TreePath, string])[] {
  const folder = regionFolder(topology.fqdn, region.key);
  const file = treePath(folder, 'kustomization.yaml');
  if (!hasSecrets(region, topology)) return [[file, same.region]];
  return [
    [file, same.regionWithSecrets],
    [treePath(folder, secretsFile), printedSecretKustomizations(region, topology)],
    ...ownSecretFiles(region, topology),
  ];
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
function readyConfigMap(fqdn: string, { key }: ResolvedRegion): string {
  return printManifests([configMap(readyName, { region: key, sovereign: fqdn })]);
}

function overlayFile(patches: readonly ChangePatch[]): string {
  return patches.length === 0
    ? same.overlay
    : printManifests([kustomizationFile({ resources: [kitOfOverlay], patches })]);
}
