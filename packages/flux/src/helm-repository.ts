import { z } from 'zod';
import { type ReadResource, readSpec, type Resource } from './read-resource';

const HelmRepositorySpec = z.looseObject({ url: z.string(), type: z.string().default('default') });

/** Where the charts of a HelmRepository are; `type: oci` is a registry, any other has an index. */
export function readHelmRepository(object: Resource): ReadResource<z.output<typeof HelmRepositorySpec>> {
  return readSpec(HelmRepositorySpec, object['spec']);
}
