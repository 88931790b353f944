export { apiGroups, fluxKeys, isFluxGroup } from './flux-api';
export { configMap } from './config-map';
export { isFluxFrom } from './flux-version';
export { gitRepository } from './git-repository';
export { type HelmChartSpec, readHelmChart } from './helm-chart';
export {
  type HelmRelease,
  helmRelease,
  helmReleaseHealth,
  helmReleaseOperations,
  helmReleasePatch,
  isHelmRelease,
  readHelmRelease,
  releaseLabels,
} from './helm-release';
export type { HelmReleaseSpec, KustomizeRenderer, ValuesReference } from './helm-release-spec';
export { helmRepository, helmRepositoryPatch, readHelmRepository } from './helm-repository';
export {
  isKustomization,
  type Kustomization,
  kustomization,
  type KustomizationSpec,
  kustomizationType,
  readKustomization,
} from './kustomization';
export { type JsonPatch, pointer, type SpecOperation } from './json-patch';
export {
  type ChangePatch,
  kustomizationFile,
  kustomizationFileNames,
  kustomizationFileType,
} from './kustomization-file';
export { deletion, fluxNamespace, isCompiled, type Manifest, printManifests } from './manifest';
export { namespace } from './namespace';
export { alert, commitStatusProvider } from './notification';
export {
  manifestsRepository,
  ociRepository,
  ociRepositoryPatch,
  readOciRepository,
  tagOfVersion,
  versionOfTag,
} from './oci-repository';
export { escapeSubstitutes, readPostBuild, reference, type SubstituteReference } from './post-build';
export { checkedOutPaths, ignoredPaths, inclusionsOf } from './source';
export { template } from './template';
export { escapeUnread, printYaml, type Yaml, type YamlMap } from './yaml';
