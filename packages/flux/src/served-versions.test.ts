import { apiGroups } from './flux-api';
import { isFluxFrom } from './flux-version';
import { servedVersions } from './served-versions';

test.each([
  [apiGroups.helm, 'HelmRelease', undefined, ['v2']],
  [apiGroups.helm, 'HelmRelease', '2.7.5', ['v2', 'v2beta2']],
  [apiGroups.source, 'OCIRepository', 'v2.6.4', ['v1', 'v1beta2']],
  [apiGroups.source, 'ExternalArtifact', '2.6.4', undefined],
  [apiGroups.image, 'ImagePolicy', '2.8.8', ['v1', 'v1beta2']],
  [apiGroups.kustomize, 'Kustomization', '2.5.0', undefined],
  ['apps', 'Deployment', '2.9.0', undefined],
])('%s %s of Flux %s is served as %j', (...[group, kind, flux, versions]) => {
  expect(servedVersions({ apiVersion: `${group}/v9`, kind }, flux)).toEqual(versions);
});

test.each([
  ['2.9.3', '2.9.3', true],
  ['2.9.3', '2.9.2', false],
  ['2.9.3', 'v2.10.0', true],
  ['2.9', '2.9.0', true],
  ['2.9', '3.0.0', true],
  ['2.9', undefined, true],
  ['2.9', 'newest', true],
])('Flux from %s on: %s is %s', (wanted, version, isFrom) => {
  expect(isFluxFrom(wanted, version)).toBe(isFrom);
});
