import {
  type BootstrapKit,
  kitFolderName,
  regionFolder,
  type Repository,
  treePath,
  type TreePath,
} from '@sovereign-fleet/domain';
import {
  fluxNamespace,
  gitRepository,
  helmReleaseValuesPatch,
  kustomization,
  kustomizationFile,
  printManifests,
  template,
} from '@sovereign-fleet/flux';
import { oncePer } from './once-per';
import { substituteMap } from './slot-file';
import type { ResolvedRegion, Topology } from './topology';

const source = { kind: 'GitRepository', name: fluxNamespace } as const;

/** The kit of the Sovereign from a region's overlay. */
const kitOfOverlay = `../../${kitFolderName}`;

const kitFile = `${kitFolderName}.yaml`;

/** The files that are the same in every region. */
const same = {
  fluxSystem: printManifests([kustomizationFile({ resources: ['gotk-sync.yaml'] })]),
  overlay: printManifests([kustomizationFile({ resources: [kitOfOverlay] })]),
  region: printManifests([kustomizationFile({ resources: [kitFile, fluxNamespace] })]),
};

/** What the Flux of one region reads: its own sync, the Kustomization of the kit, and the overlay on the kit. */
export function regionFiles(
  region: ResolvedRegion,
  { fqdn, repository, kit }: Pick<Topology, 'fqdn' | 'repository' | 'kit'>,
): readonly (readonly [TreePath, string])[] {
  const folder = regionFolder(fqdn, region.key);
  const overlay = `${folder}/${kitFolderName}`;
  const sync = `${folder}/${fluxNamespace}`;
  return [
    [treePath(folder, kitFile), kitKustomizationOf(kit)({ ...region.substitutes, path: `./${overlay}` })],
    [treePath(overlay, 'kustomization.yaml'), region.overrides.length > 0 ? overlayFile(region) : same.overlay],
    [treePath(sync, 'gotk-sync.yaml'), syncOf(repository)({ path: `./${folder}` })],
    [treePath(sync, 'kustomization.yaml'), same.fluxSystem],
    [treePath(folder, 'kustomization.yaml'), same.region],
  ];
}

/** What `flux bootstrap` calls gotk-sync: where a region's Flux reads, and what. */
const syncOf = oncePer(({ branch, url }: Repository) => {
  const repository = { interval: '1m', ref: { branch }, secretRef: { name: fluxNamespace }, url } as const;
  return template<'path'>((place) => [
    gitRepository(fluxNamespace, repository),
    kustomization(fluxNamespace, { interval: '10m', path: place('path'), prune: true, sourceRef: source }),
  ]);
});

const kitKustomizationOf = oncePer((kit: BootstrapKit) =>
  template((place) => [
    kustomization(kitFolderName, {
      interval: '10m',
      path: place('path'),
      postBuild: { substitute: Object.fromEntries(Object.keys(kit.substitutes).map((name) => [name, place(name)])) },
      prune: true,
      retryInterval: '1m',
      sourceRef: source,
      timeout: '30m',
      wait: true,
    }),
  ]),
);

function overlayFile({ overrides }: ResolvedRegion): string {
  // The patched objects go through the same postBuild as the kit, so the values are escaped like the kit's.
  const patches = overrides.map(({ slot, values }) => helmReleaseValuesPatch(slot.name, substituteMap(values)));
  return printManifests([kustomizationFile({ resources: [kitOfOverlay], patches })]);
}
