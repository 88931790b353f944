import { type Fleet, type Issue, mirroredRegistriesOf, mirrorOf, type Sovereign } from '@sovereign-fleet/domain';
import { kustomization, manifestsRepository, printManifests } from '@sovereign-fleet/flux';
import { oncePer } from './layers/once-per';

/** Beside the region's sync. */
export const fluxInstallFile = 'flux.yaml';

const name = 'flux';

/** The Kustomization by which a region's Flux applies itself, as a render calls it. */
export const fluxInstallObject = `Kustomization flux-system/${name}`;

/** The Flux that a tree keeps its regions at. */
export interface FluxInstall {
  readonly version: string;
  /** Where the images of its controllers are, without their names. */
  readonly images: string;
}

/** What release 2.9 installs (flux2, manifests/install). One that a Flux does not have changes nothing. */
const controllers = [
  'helm-controller',
  'image-automation-controller',
  'image-reflector-controller',
  'kustomize-controller',
  'notification-controller',
  'source-controller',
  'source-watcher',
];

/** The install of a Sovereign's Flux, where the fleet keeps it in the trees. */
export function fluxInstallOf(sovereign: Sovereign, fleet: Fleet): FluxInstall | undefined {
  const { fluxVersion: version } = sovereign;
  if (fleet.fluxInstall === 'elsewhere' || version === undefined) return undefined;
  const project = mirroredRegistriesOf(sovereign, fleet)['ghcr.io'] ?? 'proxy-ghcr';
  return { version, images: `${mirrorOf(sovereign, fleet)}/${project}/fluxcd` };
}

/** An install of which nobody says the version. */
export function issuesOfFluxInstall({ source: file, fluxVersion, state }: Sovereign, fleet: Fleet): readonly Issue[] {
  if (fleet.fluxInstall === 'elsewhere' || fluxVersion !== undefined || state !== undefined) return [];
  const problem = `"fluxInstall" of ${fleet.source} has each tree install the Flux of its record`;
  const remedy = "Write the version that its clusters have, such as '2.9.1'";
  return [{ file, field: 'fluxVersion', value: undefined, code: 'missing', problem, remedy }];
}

/**
 * What a release of Flux installs, from the artifact that each release pushes (flux2, release.yaml), by a Kustomization
 * of its own: what goes wrong there stops nothing else, and what leaves a release is not pruned while it runs.
 */
export const printedFluxInstall = oncePer(({ version, images }: FluxInstall) =>
  printManifests([
    manifestsRepository(name, { interval: '1h', tag: `v${version}`, url: 'oci://ghcr.io/fluxcd/flux-manifests' }),
    kustomization(name, {
      images: controllers.map((one) => ({ name: `ghcr.io/fluxcd/${one}`, newName: `${images}/${one}` })),
      interval: '10m',
      path: './',
      prune: false,
      retryInterval: '2m',
      sourceRef: { kind: 'OCIRepository', name },
      timeout: '5m',
      wait: true,
    }),
  ]),
);
