import { z } from 'zod';
import { dnsNameSource } from '../sovereign/dns-name';

const host = `${dnsNameSource}(:[0-9]+)?`;
const ociRepository = new RegExp(`^oci://${host}(/[a-z0-9._-]+)*$`);
const repository = new RegExp(`^(oci://${host}(/[a-z0-9._-]+)*|https?://${host}(/[A-Za-z0-9._~-]+)*/?)$`);
const secretName = new RegExp(`^${dnsNameSource}$`);

/** Where charts come from. */
export const ChartSourceShape = z
  .strictObject({
    /**
     * `oci`: an OCIRepository for each slot, which Flux prefers. `helm`: one HelmRepository for all of its slots, with
     * an index at its URL, or in an OCI registry.
     */
    type: z.enum(['oci', 'helm']),
    url: z.string().regex(repository, 'it must be an OCI or HTTP repository'),
    /** The Secret in `flux-system` with the credentials. Without it: none are needed. */
    secret: z.string().regex(secretName, 'it must be the name of a Secret').optional(),
  })
  .superRefine(({ type, url }, context) => {
    if (type !== 'oci' || ociRepository.test(url)) return;
    context.addIssue({ code: 'custom', message: 'it must be an OCI repository', path: ['url'] });
  });

export type ChartSource = Readonly<z.infer<typeof ChartSourceShape>>;

export const chartSourceRemedies = {
  'sources.*': "Write { type: 'oci', url: 'oci://ghcr.io/openova-io', secret: 'ghcr-pull' }",
  'sources.*.type': "Write 'oci', or 'helm' for a repository with an index",
  'sources.*.url': 'Write it as "oci://ghcr.io/openova-io", or "https://charts.example.com" of type \'helm\'',
  'sources.*.secret': 'Write a name such as "ghcr-pull"',
};
