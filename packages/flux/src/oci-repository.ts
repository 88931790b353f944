import { z } from 'zod';
import { apiGroups } from './flux-api';
import { type Duration, fluxNamespace, type Manifest } from './manifest';
import { FilledText, type ReadResource, readSpec, type Resource } from './read-resource';

export interface HelmChartArtifact {
  readonly name: string;
  /** `oci://registry/path/chart`, without a tag. */
  readonly url: string;
  readonly ref: ArtifactReference;
  /** Without it: the registry asks for no credentials. */
  readonly secret?: string | undefined;
  readonly interval: Duration;
}

/** A tag, over which a digest decides where there is one (OCIRepository, spec.ref), or a range of versions. */
type ArtifactReference = { readonly tag: string; readonly digest?: string | undefined } | { readonly semver: string };

const type = { apiVersion: `${apiGroups.source}/v1`, kind: 'OCIRepository' } as const;

/** An OCIRepository in `flux-system` for a Helm chart, handed to helm-controller as it was pushed. */
export function ociRepository({ name, url, ref, secret, interval }: HelmChartArtifact): Manifest {
  return {
    ...type,
    metadata: { name, namespace: fluxNamespace },
    spec: {
      interval,
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      ref: 'semver' in ref ? ref : { digest: ref.digest, tag: ref.tag },
      secretRef: secret === undefined ? undefined : { name: secret },
      url,
    },
  };
}

/** An OCIRepository in `flux-system` for manifests that anybody may pull. */
export function manifestsRepository(name: string, spec: { url: string; tag: string; interval: Duration }): Manifest {
  const { interval, tag, url } = spec;
  return { ...type, metadata: { name, namespace: fluxNamespace }, spec: { interval, ref: { tag }, url } };
}

/** The tag of a chart's version: a tag may not have `+`, in whose place Helm pushes `_`. */
export function tagOfVersion(version: string): string {
  return version.replaceAll('+', '_');
}

/** The version of a chart that was pushed under a tag. */
export function versionOfTag(tag: string): string {
  return tag.replaceAll('_', '+');
}

/** What a region changes of an OCIRepository. Null takes a field away. */
export interface ArtifactChange {
  readonly ref?: {
    readonly tag: string;
    readonly digest: string | null | undefined;
    readonly semver: null | undefined;
  };
  readonly secretRef?: { readonly name: string } | null;
  readonly url?: string;
}

/** A strategic merge patch of an OCIRepository. */
export function ociRepositoryPatch(name: string, spec: ArtifactChange): Manifest {
  return { ...type, spec, metadata: { name, namespace: fluxNamespace } };
}

const OciRepositorySpec = z.looseObject({
  url: z.string(),
  ref: z
    .looseObject({ tag: FilledText, semver: FilledText, semverFilter: FilledText, digest: FilledText })
    .prefault({}),
});

/** What an OCIRepository points at. */
export function readOciRepository(object: Resource): ReadResource<z.output<typeof OciRepositorySpec>> {
  return readSpec(OciRepositorySpec, object['spec']);
}
