import { type Duration, fluxNamespace, type Manifest } from './manifest';

export interface HelmChartArtifact {
  readonly name: string;
  /** `oci://registry/path/chart`, without a tag. */
  readonly url: string;
  readonly tag: string;
  /** Decides over the tag where it is given (OCIRepository, spec.ref.digest). */
  readonly digest?: string | undefined;
  readonly secret: string;
  readonly interval: Duration;
}

/** An OCIRepository in `flux-system` for a Helm chart, handed to helm-controller as it was pushed. */
export function ociRepository({ name, url, tag, digest, secret, interval }: HelmChartArtifact): Manifest {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name, namespace: fluxNamespace },
    spec: {
      interval,
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      ref: { digest, tag },
      secretRef: { name: secret },
      url,
    },
  };
}
