import { failure, type Outcome } from '../contract/failure';
import type { Chart } from '../contract/ports';

/** Versions as Flux reads them: parts may be missing, and `v` may stand before (semver: NewVersion). */
const looseVersion = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * The version with which Flux hands a chart to Helm. The first 12 characters of the digest of its artifact take the
 * place of the build in it (helm-controller: mutateChartWithSourceRevision); with values files the generation of its
 * HelmChart does, which is 1 for a new one (source-controller: VersionMetadata). A revision that is not known is left
 * out.
 */
export function fluxVersion(
  { version, revision }: Chart,
  { hasValuesFiles }: { readonly hasValuesFiles: boolean },
): Outcome<string> {
  if (revision === undefined) return hasValuesFiles ? withBuild(version, '1') : { ok: true, value: version };
  if (revision === 'unknown') return { ok: true, value: version };
  const [, hex = ''] = revision.split(':');
  return withBuild(version, hex.slice(0, 12));
}

function withBuild(version: string, build: string): Outcome<string> {
  const [, major, minor = '0', patch = '0', release = ''] = looseVersion.exec(version) ?? [];
  if (major === undefined) return failure('chart-invalid', `invalid chart version ${version}`);
  const numbers = [major, minor, patch].map((part) => BigInt(part).toString());
  return { ok: true, value: `${numbers.join('.')}${release}+${build}` };
}
