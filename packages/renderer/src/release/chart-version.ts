import { tagOfVersion } from '@sovereign-fleet/flux';

/**
 * Whether two versions are one, in full or in part, whatever `v` is before them and what build is behind (semver:
 * Version.Equal).
 */
export function isSameVersion(one: string, other: string): boolean {
  return withoutBuild(one) === withoutBuild(other);
}

function withoutBuild(version: string): string {
  const [numbers = '', ...prerelease] = version.replace(/^v/, '').replace(/\+.*$/, '').split('-');
  const [major = '', minor = '0', patch = '0', ...rest] = numbers.split('.');
  return [[major, minor, patch, ...rest].join('.'), ...prerelease].join('-');
}

/** What a registry takes for a tag (OCI distribution, "Pulling manifests"). */
const tagOfRegistry = /^\w[\w.-]{0,127}$/;

/** Why no registry can have a tag, with what to write. Flux asks for a tag letter by letter. */
export function tagRefusal(tag: string): { readonly problem: string; readonly remedy: string } | undefined {
  if (tagOfRegistry.test(tag)) return undefined;
  const pushed = tagOfVersion(tag);
  const remedy = tagOfRegistry.test(pushed) ? `Write ${pushed}, as Helm pushes it` : 'Write the tag alone';
  return { problem: `no registry has a tag ${JSON.stringify(tag)}`, remedy };
}

/** Versions in full or in part, as Helm takes them for the name of a tag (semver: NewVersion). */
const looseVersion = /^v?\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** Whether Flux reads a version in a text, such as a tag (semver: NewVersion). */
export function isVersion(text: string): boolean {
  return looseVersion.test(text);
}

/** A range for Helm to compare tags with. `1.2` is one for Flux, and for Helm the name of a tag. */
export function rangeForHelm(range: string): string {
  return looseVersion.test(range) ? `=${range}` : range;
}
