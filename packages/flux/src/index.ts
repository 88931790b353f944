export { gitRepository } from './git-repository';
export { helmRelease, helmReleaseValuesPatch } from './helm-release';
export { kustomization } from './kustomization';
export { kustomizationFile } from './kustomization-file';
export { fluxNamespace, type Manifest, printManifests } from './manifest';
export { namespace } from './namespace';
export { ociRepository } from './oci-repository';
export { escapeSubstitutes, reference } from './post-build';
export type { Yaml, YamlMap } from './yaml';
