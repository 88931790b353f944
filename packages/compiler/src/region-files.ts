import { type Fleet, type Sovereign, treePath, type TreePath } from '@sovereign-fleet/domain';
import {
  fluxNamespace,
  gitRepository,
  helmReleaseValuesPatch,
  kustomization,
  kustomizationFile,
  type Manifest,
  printManifests,
} from '@sovereign-fleet/flux';
import { substituteMap } from './slot-file';
import type { ResolvedRegion } from './topology';

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
  { fqdn, fleet }: { readonly fqdn: Sovereign['fqdn']; readonly fleet: Fleet },
): readonly (readonly [TreePath, string])[] {
  const folder = `${sovereignFolder(fqdn)}/${region.key}` as const;
  return [
    [treePath(folder, 'bootstrap-kit.yaml'), printManifests([kitKustomization(`./${folder}/bootstrap-kit`, region)])],
    [
      treePath(folder, 'bootstrap-kit/kustomization.yaml'),
      region.overrides.length > 0 ? overlay(region) : same.overlay,
    ],
    [treePath(folder, 'flux-system/gotk-sync.yaml'), printManifests(sync(`./${folder}`, fleet))],
    [treePath(folder, 'flux-system/kustomization.yaml'), same.fluxSystem],
    [treePath(folder, 'kustomization.yaml'), same.region],
  ];
}

/** What `flux bootstrap` calls gotk-sync: where this region's Flux reads, and what. */
function sync(path: `./${string}`, fleet: Fleet): readonly Manifest[] {
  return [
    fleetRepository(fleet),
    kustomization(fluxNamespace, { interval: '10m', path, prune: true, sourceRef: source }),
  ];
}

const repositories = new WeakMap<Fleet, Manifest>();

/** The same object for every region of a fleet, so that it is printed once. */
function fleetRepository(fleet: Fleet): Manifest {
  const { branch, url } = fleet.repository;
  const made =
    repositories.get(fleet) ??
    gitRepository(fluxNamespace, { interval: '1m', ref: { branch }, secretRef: { name: fluxNamespace }, url });
  repositories.set(fleet, made);
  return made;
}

function kitKustomization(path: `./${string}`, { substitutes }: ResolvedRegion): Manifest {
  return kustomization('bootstrap-kit', {
    interval: '10m',
    path,
    postBuild: { substitute: substitutes },
    prune: true,
    retryInterval: '1m',
    sourceRef: source,
    timeout: '30m',
    wait: true,
  });
}

function overlay({ overrides }: ResolvedRegion): string {
  // The patched objects go through the same postBuild as the kit, so the values are escaped like the kit's.
  const patches = overrides.map(({ slot, values }) => helmReleaseValuesPatch(slot.name, substituteMap(values)));
  return printManifests([kustomizationFile({ resources: ['../../bootstrap-kit'], patches })]);
}
