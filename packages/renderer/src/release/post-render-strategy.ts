import type { HelmReleaseSpec } from '@sovereign-fleet/flux';

/** How hooks go through the post renderers (helm-controller: spec.postRenderStrategy). */
export type PostRenderStrategy = NonNullable<HelmReleaseSpec['postRenderStrategy']>;

/**
 * What the HelmRelease says, else the default of this version of Flux (the newest if left out): hooks together with the
 * rest since 2.9 and from 2.8.0 to 2.8.5, else not at all.
 */
export function postRenderStrategy(spec: HelmReleaseSpec, fluxVersion: string | undefined): PostRenderStrategy {
  if (spec.postRenderStrategy !== undefined) return spec.postRenderStrategy;
  const [major, minor = 0, patch = 0] =
    /^v?(\d+)\.(\d+)(?:\.(\d+))?/
      .exec(fluxVersion ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  if (major === undefined || major > 2 || (major === 2 && minor >= 9)) return 'combined';
  return major === 2 && minor === 8 && patch < 6 ? 'combined' : 'nohooks';
}
