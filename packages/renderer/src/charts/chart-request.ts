import { isExactVersion } from '@sovereign-fleet/domain';
import { versionOfTag } from '@sovereign-fleet/flux';
import { failure, type Outcome } from '../contract/failure';
import type { ChartReference } from '../contract/ports';

/** A chart over the network. No other field decides which chart it is. */
export type ChartRequest =
  | { readonly from: 'digest'; readonly url: string; readonly digest: string }
  /** `name` is what a HelmRepository of type oci asks for; an OCIRepository names no chart. */
  | { readonly from: 'registry'; readonly url: string; readonly version: string; readonly name?: string }
  | { readonly from: 'index'; readonly url: string; readonly name: string; readonly version: string };

type RemoteReference = Exclude<ChartReference, { kind: 'folder' }>;

/**
 * What to ask a registry or a repository for. In an OCIRepository the digest goes before the range and the range before
 * the tag, as in Flux (OCIRepository, spec.ref). Refuses URLs with credentials, since a command line would show them,
 * and tags that are not a full version: Helm takes `1.2` for a range and does not take `latest`.
 */
export function chartRequest(reference: RemoteReference): Outcome<ChartRequest> {
  const { url } = reference;
  const schemes = reference.kind === 'oci' ? /^oci:\/\/[^/]/ : /^(oci|https?):\/\/[^/]/;
  if (!schemes.test(url))
    return failure(
      'chart-invalid',
      `its URL does not start with ${reference.kind === 'oci' ? '' : 'http(s):// or '}oci://`,
    );
  if (/^[a-z]+:\/\/[^/]*@|\?/.test(url)) {
    return failure(
      'chart-invalid',
      `its URL carries credentials; take them out of it, and log in by "${logInCommand(url)}"`,
    );
  }
  if (reference.kind === 'oci') return registryRequest(reference);
  const { name, version } = reference;
  // A HelmRepository of type oci holds its charts below its URL.
  if (url.startsWith('oci://')) {
    const below = `${url.replace(/\/+$/, '')}/${name}`;
    return { ok: true, value: { from: 'registry', url: below, name, version: version === '' ? '*' : version } };
  }
  return { ok: true, value: { from: 'index', url, name, version: version === '' ? '*' : version } };
}

function registryRequest({
  url,
  digest,
  semver,
  semverFilter,
  tag,
}: Extract<ChartReference, { kind: 'oci' }>): Outcome<ChartRequest> {
  if (digest !== undefined) {
    if (!/^sha256:[0-9a-f]{64}$/.test(digest))
      return failure('chart-invalid', `its digest is ${JSON.stringify(digest)}, not sha256:<64 hex>`);
    return { ok: true, value: { from: 'digest', url, digest } };
  }
  if (semver !== undefined && semverFilter !== undefined) {
    return failure('chart-absent', 'Helm chooses by no semverFilter; name a version or a digest'); // Flux does
  }
  if (semver !== undefined)
    return { ok: true, value: { from: 'registry', url, version: semver === '' ? '*' : semver } };
  const version = versionOfTag(tag ?? 'latest');
  if (!isExactVersion(version)) {
    const reason = `Helm pulls by full version, and the tag is ${JSON.stringify(version)}; name a version or a digest`;
    return failure('chart-absent', reason); // Flux can pull it
  }
  return { ok: true, value: { from: 'registry', url, version } };
}

/**
 * Whether the answer stays the same. It does for a digest, and for a full version in a repository with an index, which
 * Flux downloads once too (source-controller, HelmChart: it does not fetch the same name and version again). A tag can
 * be moved, and a range gets newer versions.
 */
export function isFixed(request: ChartRequest): boolean {
  return request.from === 'digest' || (request.from === 'index' && isExactVersion(request.version));
}

/**
 * The arguments of `helm pull`. A repository of `helm repo add` is given by its name. Plain HTTP is used only for this
 * machine, where registries of tests run.
 */
export function pullArguments(request: ChartRequest, destination: string, repository?: string): readonly string[] {
  const to = `--destination=${destination}`;
  if (request.from === 'index') {
    const { name, version, url } = request;
    if (repository !== undefined) return ['pull', to, `--version=${version}`, '--', `${repository}/${name}`];
    return ['pull', to, `--repo=${url}`, `--version=${version}`, '--', name];
  }
  const plain = loopback.test(request.url) ? ['--plain-http'] : [];
  if (request.from === 'digest') return ['pull', to, ...plain, '--', `${request.url}@${request.digest}`];
  return ['pull', to, ...plain, `--version=${request.version}`, '--', request.url];
}

/**
 * The arguments that show a version of a chart, or else the newest; a newer one that is not released yet does not
 * count.
 */
export function showArguments({ url, ...request }: ChartRequest, version?: string): readonly string[] {
  const which = version === undefined ? [] : [`--version=${version}`];
  if (request.from === 'index') return ['show', 'chart', ...which, `--repo=${url}`, '--', request.name];
  return ['show', 'chart', ...which, ...(loopback.test(url) ? ['--plain-http'] : []), '--', url];
}

const loopback = /^oci:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?\//;

function logInCommand(url: string): string {
  return url.startsWith('oci:')
    ? 'helm registry login <host> -u <user>'
    : 'helm repo add <name> <URL> --username <user>';
}
