import { apiGroups } from '@sovereign-fleet/flux';

interface FluxApi {
  readonly api: string;
  readonly kinds: readonly string[];
  /** The first Flux that serves it; 2.6 or an older one if left out. */
  readonly from?: Minor;
  /** The first Flux that no longer serves it. */
  readonly until?: Minor;
}

/** 7 of `2.7`. */
type Minor = number;

const oldest: Minor = 6;

const oldSources = ['Bucket', 'GitRepository', 'HelmChart', 'HelmRepository'];
const sources = [...oldSources, 'OCIRepository'];
const notification = 'notification.toolkit.fluxcd.io';
const notifications = ['Alert', 'Provider', 'Receiver'];

/**
 * What the four controllers of `flux install` bring: config/crd/bases of each, from Flux 2.6 on. Those of images and
 * artifacts are installed only where they are asked for.
 */
const fluxApis: readonly FluxApi[] = [
  { api: `${apiGroups.source}/v1`, kinds: sources },
  { api: `${apiGroups.source}/v1`, kinds: ['ExternalArtifact'], from: 7 },
  { api: `${apiGroups.source}/v1beta2`, kinds: sources, until: 8 },
  { api: `${apiGroups.source}/v1beta1`, kinds: oldSources, until: 7 },
  { api: `${apiGroups.kustomize}/v1`, kinds: ['Kustomization'] },
  { api: `${apiGroups.kustomize}/v1beta2`, kinds: ['Kustomization'], until: 8 },
  { api: `${apiGroups.kustomize}/v1beta1`, kinds: ['Kustomization'], until: 7 },
  { api: `${apiGroups.helm}/v2`, kinds: ['HelmRelease'] },
  { api: `${apiGroups.helm}/v2beta2`, kinds: ['HelmRelease'], until: 8 },
  { api: `${apiGroups.helm}/v2beta1`, kinds: ['HelmRelease'], until: 7 },
  { api: `${notification}/v1`, kinds: ['Receiver'] },
  { api: `${notification}/v1beta3`, kinds: ['Alert', 'Provider'] },
  { api: `${notification}/v1beta2`, kinds: notifications, until: 9 },
  { api: `${notification}/v1beta1`, kinds: notifications, until: 7 },
];

/** The APIs that a Flux brings, of the newest if no version is given: `group/version` and `group/version/Kind`. */
export function apisOfFlux(version: string | undefined): readonly string[] {
  const said = /^v?2\.(\d+)/.exec(version ?? '')?.[1];
  const minor = said === undefined ? Infinity : Math.max(Number(said), oldest);
  const served = fluxApis.filter(
    ({ from = oldest, until = Infinity }) => from <= minor && (minor < until || until === Infinity),
  );
  return served.flatMap(({ api, kinds }) => [api, ...kinds.map((kind) => `${api}/${kind}`)]);
}
