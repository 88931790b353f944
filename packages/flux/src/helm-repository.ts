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

const type = { apiVersion: `${apiGroups.source}/v1`, kind: 'HelmRepository' } as const;

/** A HelmRepository in `flux-system`, as source-controller serves it since Flux 2.3. */
export function helmRepository({ name, url, secret, interval }: ChartRepository): Manifest {
  return {
    ...type,
    metadata: { name, namespace: fluxNamespace },
    spec: {
      interval,
      secretRef: secret === undefined ? undefined : { name: secret },
      type: url.startsWith('oci://') ? 'oci' : undefined,
      url,
    },
  };
}

/** What a region changes of a HelmRepository. Null takes a field away. */
export interface RepositoryChange {
  readonly secretRef?: { readonly name: string } | null;
  readonly type?: 'oci' | null;
  readonly url?: string;
}

/** A strategic merge patch of a HelmRepository. */
export function helmRepositoryPatch(name: string, spec: RepositoryChange): Manifest {
  return { ...type, spec, metadata: { name, namespace: fluxNamespace } };
}

const HelmRepositorySpec = z.looseObject({ url: z.string(), type: z.string().default('default') });

/** Where the charts of a HelmRepository are; `type: oci` is a registry, any other has an index. */
export function readHelmRepository(object: Resource): ReadResource<z.output<typeof HelmRepositorySpec>> {
  return readSpec(HelmRepositorySpec, object['spec']);
}
