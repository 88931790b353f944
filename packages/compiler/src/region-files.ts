import { type Fleet, type Sovereign, treePath, type TreePath } from '@sovereign-fleet/domain';
import {
  fluxNamespace,
  gitRepository,
  helmReleaseValuesPatch,
  kustomization,
  kustomizationFile,
  printManifests,
} from '@sovereign-fleet/flux';
import { substituteMap } from './slot-file';
import type { ResolvedRegion } from './topology';

/** The folder of a Sovereign in the fleet repository. */
export function sovereignFolder(fqdn: Sovereign['fqdn']): string {
  return `clusters/${fqdn}`;
}

const source = { kind: 'GitRepository', name: fluxNamespace } as const;

/** What the Flux of one region reads: its own sync, the Kustomization of the kit, and the overlay on the kit. */
export function regionFiles(
  region: ResolvedRegion,
  { fqdn, fleet }: { readonly fqdn: Sovereign['fqdn']; readonly fleet: Fleet },
): readonly (readonly [TreePath, string])[] {
  const folder = `${sovereignFolder(fqdn)}/${region.key}`;
  const file = (path: string, manifests: Parameters<typeof printManifests>[0]) =>
    [treePath(folder, path), printManifests(manifests)] as const;
  return [
    file('bootstrap-kit.yaml', [kitKustomization(`./${folder}/bootstrap-kit`, region)]),
    file('bootstrap-kit/kustomization.yaml', [overlay(region)]),
    file('flux-system/gotk-sync.yaml', [
      gitRepository(fluxNamespace, {
        interval: '1m',
        ref: { branch: fleet.repository.branch },
        secretRef: { name: fluxNamespace },
        url: fleet.repository.url,
      }),
      kustomization(fluxNamespace, { interval: '10m', path: `./${folder}`, prune: true, sourceRef: source }),
    ]),
    file('flux-system/kustomization.yaml', [kustomizationFile({ resources: ['gotk-sync.yaml'] })]),
    file('kustomization.yaml', [kustomizationFile({ resources: ['bootstrap-kit.yaml', 'flux-system'] })]),
  ];
}

function kitKustomization(path: `./${string}`, { substitutes }: ResolvedRegion) {
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

function overlay({ overrides }: ResolvedRegion) {
  return kustomizationFile({
    resources: ['../../bootstrap-kit'],
    // The patched objects go through the same postBuild as the kit, so the values are escaped like the kit's.
    patches: overrides.map(({ slot, values }) => helmReleaseValuesPatch(slot.name, substituteMap(values))),
  });
}
