import { type BootstrapKit, type Repository, type Sovereign, treePath, type TreePath } from '@sovereign-fleet/domain';
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

/** The folder of a Sovereign in the fleet repository. */
export function sovereignFolder(fqdn: Sovereign['fqdn']): string {
  return `clusters/${fqdn}`;
}

const source = { kind: 'GitRepository', name: fluxNamespace } as const;

/** The files that are the same in every region. */
const same = {
  fluxSystem: printManifests([kustomizationFile({ resources: ['gotk-sync.yaml'] })]),
  overlay: printManifests([kustomizationFile({ resources: ['../../bootstrap-kit'] })]),
  region: printManifests([kustomizationFile({ resources: ['bootstrap-kit.yaml', 'flux-system'] })]),
};

/** What the Flux of one region reads: its own sync, the Kustomization of the kit, and the overlay on the kit. */
export function regionFiles(
  region: ResolvedRegion,
  { fqdn, repository, kit }: Pick<Topology, 'fqdn' | 'repository' | 'kit'>,
): readonly (readonly [TreePath, string])[] {
  const folder = `${sovereignFolder(fqdn)}/${region.key}`;
  const kitFile = kitKustomizationOf(kit)({ ...region.substitutes, path: `./${folder}/bootstrap-kit` });
  return [
    [treePath(folder, 'bootstrap-kit.yaml'), kitFile],
    [
      treePath(folder, 'bootstrap-kit/kustomization.yaml'),
      region.overrides.length > 0 ? overlay(region) : same.overlay,
    ],
    [treePath(folder, 'flux-system/gotk-sync.yaml'), syncOf(repository)({ path: `./${folder}` })],
    [treePath(folder, 'flux-system/kustomization.yaml'), same.fluxSystem],
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
    kustomization('bootstrap-kit', {
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

function overlay({ overrides }: ResolvedRegion): string {
  // The patched objects go through the same postBuild as the kit, so the values are escaped like the kit's.
  const patches = overrides.map(({ slot, values }) => helmReleaseValuesPatch(slot.name, substituteMap(values)));
  return printManifests([kustomizationFile({ resources: ['../../bootstrap-kit'], patches })]);
}
