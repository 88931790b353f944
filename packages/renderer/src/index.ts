export { buildKustomization } from './kustomization/build-kustomization';
export { substitute } from './substitution/substitute';
export { typeChanges } from './substitution/type-changes';
export { readValues } from './release/merged-values';
export { namespaceOf } from './objects/namespace-of';
export { printObject } from './objects/print-object';
export { changeRefusals, type ChangeRefusals } from './change-refusals';
export { render, type RegionToRender, type RenderRequest } from './render';
export { pathInTree } from './tree/tree-folder';
export type {
  BuildKustomization,
  Chart,
  ChartReference,
  Files,
  FindChart,
  TemplateChart,
  TemplateRequest,
  Tools,
} from './contract/ports';
export type { Outside } from './contract/outside';
export {
  type Applier,
  type ChartOrigin,
  isComplete,
  isHarmless,
  type KubernetesObject,
  type Rendered,
  type RenderedChart,
  type RenderedObject,
  type RenderedRegion,
  type RenderedRelease,
  type RenderProblem,
} from './contract/rendered';
export { secretHider } from './secrets/secret-hider';
export { type Fingerprint, fingerprintPattern } from './secrets/sealed-marks';
export { isPlaceholder, isSecret, isSecretLike, isValueField } from './secrets/secret-kind';
export { isSmallerQuantity } from './schemas/quantity';
