import { apiGroups } from '@sovereign-fleet/flux';

interface FluxApi {
  readonly api: string;
  readonly kinds: readonly string[];
  /** The first Flux that no longer serves it. */
  readonly until?: readonly [major: number, minor: number];
}

const sources = ['Bucket', 'GitRepository', 'HelmChart', 'HelmRepository', 'OCIRepository'];
const notification = 'notification.toolkit.fluxcd.io';

/**
 * What the four controllers of `flux install` bring: config/crd/bases of each, from Flux 2.7 on. Those of images and
 * artifacts are installed only where they are asked for.
 */
const fluxApis: readonly FluxApi[] = [
  { api: `${apiGroups.source}/v1`, kinds: [...sources, 'ExternalArtifact'] },
  { api: `${apiGroups.source}/v1beta2`, kinds: sources, until: [2, 8] },
  { api: `${apiGroups.kustomize}/v1`, kinds: ['Kustomization'] },
  { api: `${apiGroups.kustomize}/v1beta2`, kinds: ['Kustomization'], until: [2, 8] },
  { api: `${apiGroups.helm}/v2`, kinds: ['HelmRelease'] },
  { api: `${apiGroups.helm}/v2beta2`, kinds: ['HelmRelease'], until: [2, 8] },
  { api: `${notification}/v1`, kinds: ['Receiver'] },
  { api: `${notification}/v1beta3`, kinds: ['Alert', 'Provider'] },
];

/** The APIs that a Flux brings, of the newest if no version is given: `group/version` and `group/version/Kind`. */
export function apisOfFlux(version: string | undefined): readonly string[] {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  const isOld = ([untilMajor, untilMinor]: readonly [number, number]): boolean =>
    major !== undefined && (Number(major) < untilMajor || (Number(major) === untilMajor && Number(minor) < untilMinor));
  const served = fluxApis.filter(({ until }) => until === undefined || isOld(until));
  return served.flatMap(({ api, kinds }) => [api, ...kinds.map((kind) => `${api}/${kind}`)]);
}
