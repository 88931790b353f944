import { z } from 'zod';
import { apiGroups } from './flux-api';
import { type Duration, fluxNamespace, type Manifest } from './manifest';
import { type ReadResource, readSpec, type Resource } from './read-resource';

export interface ChartRepository {
  readonly name: string;
  /** `https://…` has an index; `oci://…` is a registry. */
  readonly url: string;
  readonly secret?: string | undefined;
  readonly interval: Duration;
}

/** A HelmRepository in `flux-system`, as source-controller serves it since Flux 2.3. */
export function helmRepository({ name, url, secret, interval }: ChartRepository): Manifest {
  return {
    apiVersion: `${apiGroups.source}/v1`,
    kind: 'HelmRepository',
    metadata: { name, namespace: fluxNamespace },
    spec: {
      interval,
      secretRef: secret === undefined ? undefined : { name: secret },
      type: url.startsWith('oci://') ? 'oci' : undefined,
      url,
    },
  };
}

const HelmRepositorySpec = z.looseObject({ url: z.string(), type: z.string().default('default') });

/** Where the charts of a HelmRepository are; `type: oci` is a registry, any other has an index. */
export function readHelmRepository(object: Resource): ReadResource<z.output<typeof HelmRepositorySpec>> {
  return readSpec(HelmRepositorySpec, object['spec']);
}
