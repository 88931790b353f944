import { apiGroups } from './flux-api';
import { isFluxFrom } from './flux-version';
import type { Resource } from './read-resource';

/**
 * The API versions of Flux's own kinds that a Flux serves, newest first, since the Flux beside them (their CRDs:
 * `config/crd/bases` of each controller). Flux reads no others: `no matches for kind`.
 */
const rows: readonly (readonly [
  group: string,
  kinds: readonly string[],
  versions: readonly (readonly [string, string])[],
])[] = [
  [
    apiGroups.helm,
    ['HelmRelease'],
    [
      ['2.8', 'v2'],
      ['2.7', 'v2 v2beta2'],
      ['2.6', 'v2 v2beta2 v2beta1'],
    ],
  ],
  [
    apiGroups.source,
    ['Bucket', 'GitRepository', 'HelmChart', 'HelmRepository'],
    [
      ['2.8', 'v1'],
      ['2.7', 'v1 v1beta2'],
      ['2.6', 'v1 v1beta2 v1beta1'],
    ],
  ],
  [
    apiGroups.source,
    ['OCIRepository'],
    [
      ['2.8', 'v1'],
      ['2.6', 'v1 v1beta2'],
    ],
  ],
  [apiGroups.source, ['ExternalArtifact'], [['2.7', 'v1']]],
  [
    apiGroups.kustomize,
    ['Kustomization'],
    [
      ['2.8', 'v1'],
      ['2.7', 'v1 v1beta2'],
      ['2.6', 'v1 v1beta2 v1beta1'],
    ],
  ],
  [
    'notification.toolkit.fluxcd.io',
    ['Alert', 'Provider'],
    [
      ['2.9', 'v1beta3'],
      ['2.7', 'v1beta3 v1beta2'],
      ['2.6', 'v1beta3 v1beta2 v1beta1'],
    ],
  ],
  [
    'notification.toolkit.fluxcd.io',
    ['Receiver'],
    [
      ['2.9', 'v1'],
      ['2.7', 'v1 v1beta2'],
      ['2.6', 'v1 v1beta2 v1beta1'],
    ],
  ],
  [
    apiGroups.image,
    ['ImagePolicy', 'ImageRepository', 'ImageUpdateAutomation'],
    [
      ['2.9', 'v1'],
      ['2.7', 'v1 v1beta2'],
      ['2.6', 'v1beta2 v1beta1'],
    ],
  ],
];

/** The API versions that a Flux serves of a kind of its own. Undefined where that is not known: a Flux before 2.6. */
export function servedVersions(
  { apiVersion, kind }: Pick<Resource, 'apiVersion' | 'kind'>,
  fluxVersion: string | undefined,
): readonly string[] | undefined {
  const [group] = apiVersion.split('/');
  const row = rows.find(([of, kinds]) => of === group && kinds.includes(kind));
  return row?.[2].find(([since]) => isFluxFrom(since, fluxVersion))?.[1].split(' ');
}
